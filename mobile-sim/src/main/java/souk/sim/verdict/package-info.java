/** Every journal compared with the server: what was promised against what is. */
@NullMarked
package souk.sim.verdict;

import org.jspecify.annotations.NullMarked;
