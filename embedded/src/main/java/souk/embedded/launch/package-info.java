/**
 * What {@code ./souk up} and {@code ./souk demo} do: one data directory, its engines, its server,
 * one way to end.
 */
@NullMarked
package souk.embedded.launch;

import org.jspecify.annotations.NullMarked;
