/** Drivers, their vehicles, and whether they are to be offered work. */
@NullMarked
package souk.dispatch.driver;

import org.jspecify.annotations.NullMarked;
