/** From a trip's request to the first driver asked, against offers made without matching. */
@NullMarked
package souk.bench.match;

import org.jspecify.annotations.NullMarked;
