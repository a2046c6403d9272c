/** Routes and arrival times over each city's own road graph. */
@NullMarked
package souk.dispatch.eta;

import org.jspecify.annotations.NullMarked;
