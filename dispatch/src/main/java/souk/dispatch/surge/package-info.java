/** By how much demand raises a price at a place. */
@NullMarked
package souk.dispatch.surge;

import org.jspecify.annotations.NullMarked;
