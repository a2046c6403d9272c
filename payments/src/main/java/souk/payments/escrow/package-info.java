/**
 * Captured money belongs to its order until the service is done; then it is divided, to the cent.
 */
@NullMarked
package souk.payments.escrow;

import org.jspecify.annotations.NullMarked;
