/** The run as people and machines read it: live progress, a summary and the report file. */
@NullMarked
package souk.sim.report;

import org.jspecify.annotations.NullMarked;
