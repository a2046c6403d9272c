/** Double entry: every minor unit from card to payee, in journals that balance and never change. */
@NullMarked
package souk.payments.ledger;

import org.jspecify.annotations.NullMarked;
