/** Engines of its own and a load that does not wait for answers. */
@NullMarked
package souk.bench.load;

import org.jspecify.annotations.NullMarked;
