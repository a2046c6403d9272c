/** Stays searched in many hotels by one read, against a look at each hotel. */
@NullMarked
package souk.bench.search;

import org.jspecify.annotations.NullMarked;
