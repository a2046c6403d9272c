/** The journey that dispatch fills and follows, from the search for a driver to the drop-off. */
@NullMarked
package souk.dispatch.trip;

import org.jspecify.annotations.NullMarked;
