/** Latency, outcomes and the verdict, live and at the end. */
@NullMarked
package souk.sim.report;

import org.jspecify.annotations.NullMarked;
