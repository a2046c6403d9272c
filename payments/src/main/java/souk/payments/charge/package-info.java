/** One card payment from authorization to capture or void, whatever is lost on the way. */
@NullMarked
package souk.payments.charge;

import org.jspecify.annotations.NullMarked;
