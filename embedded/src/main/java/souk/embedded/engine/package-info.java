/**
 * The real engines, unpacked from Maven artifacts and run as child processes on the loopback
 * address.
 */
@NullMarked
package souk.embedded.engine;

import org.jspecify.annotations.NullMarked;
