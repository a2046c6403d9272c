/** The port to a payment service provider, and the guard that keeps its troubles from spreading. */
@NullMarked
package souk.payments.psp;

import org.jspecify.annotations.NullMarked;
