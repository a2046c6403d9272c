/** Follows the drivers of trips: where they were, kept as traces, and how long they still need. */
@NullMarked
package souk.dispatch.tracking;

import org.jspecify.annotations.NullMarked;
