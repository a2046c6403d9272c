/** Money that moves through a payment service provider; an order is known only by its reference. */
@NullMarked
package souk.payments;

import org.jspecify.annotations.NullMarked;
