/** What this process needs, and whether it is there. */
@NullMarked
package souk.server.health;

import org.jspecify.annotations.NullMarked;
