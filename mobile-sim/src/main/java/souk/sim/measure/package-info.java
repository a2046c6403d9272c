/** What is counted while phones live: latency from the intended start, and who stands where. */
@NullMarked
package souk.sim.measure;

import org.jspecify.annotations.NullMarked;
