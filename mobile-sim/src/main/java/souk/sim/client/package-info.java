/** How a phone talks: tokens, calls that try again, and a socket that comes back. */
@NullMarked
package souk.sim.client;

import org.jspecify.annotations.NullMarked;
