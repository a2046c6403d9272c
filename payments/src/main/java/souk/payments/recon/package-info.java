/** The ledger beside the provider's statement: what differs is a case that a person closes. */
@NullMarked
package souk.payments.recon;

import org.jspecify.annotations.NullMarked;
