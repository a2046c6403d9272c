/** The traces of trips: where their drivers were, kept for fares, map matching and disputes. */
@NullMarked
package souk.dispatch.tracking;

import org.jspecify.annotations.NullMarked;
