/** The simulator's command line and the run of one city. */
@NullMarked
package souk.sim;

import org.jspecify.annotations.NullMarked;
