/** Who earns, how he wants to be paid, and his account at the payment provider. */
@NullMarked
package souk.payments.payee;

import org.jspecify.annotations.NullMarked;
