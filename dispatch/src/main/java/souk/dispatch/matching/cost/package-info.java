/** What it costs to give a driver a trip: a sum of weighed terms, and what it is computed from. */
@NullMarked
package souk.dispatch.matching.cost;

import org.jspecify.annotations.NullMarked;
