/**
 * The cities Souk serves: where each lies, which clock and currency it keeps and which roads it
 * has.
 */
@NullMarked
package souk.dispatch.city;

import org.jspecify.annotations.NullMarked;
