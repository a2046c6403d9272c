/** Offers, trips and drivers in thousands of random interleavings, judged by their history. */
@NullMarked
package souk.dispatch.race;

import org.jspecify.annotations.NullMarked;
