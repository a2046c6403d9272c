/** What each phone sent and what it was told, in memory and as JSON lines. */
@NullMarked
package souk.sim.journal;

import org.jspecify.annotations.NullMarked;
