/** Identity on the real database and the real HTTP server. */
@NullMarked
package souk.platform.identity;

import org.jspecify.annotations.NullMarked;
