/** What a seed decides before the run: who arrives when and where, and how each person behaves. */
@NullMarked
package souk.sim.plan;

import org.jspecify.annotations.NullMarked;
