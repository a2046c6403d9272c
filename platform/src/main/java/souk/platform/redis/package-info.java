/** The connection to Redis: an index and a gate, never the truth. */
@NullMarked
package souk.platform.redis;

import org.jspecify.annotations.NullMarked;
