/** Everything that happened to a ride or a stay, from all modules, for operations. */
@NullMarked
package souk.server.timeline;

import org.jspecify.annotations.NullMarked;
