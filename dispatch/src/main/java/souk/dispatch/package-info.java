/** Drivers, live positions, road ETA, matching, offers and trips. */
@NullMarked
package souk.dispatch;

import org.jspecify.annotations.NullMarked;
