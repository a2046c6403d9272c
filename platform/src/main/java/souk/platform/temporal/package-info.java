/** The connection to Temporal, which remembers where processes stand. */
@NullMarked
package souk.platform.temporal;

import org.jspecify.annotations.NullMarked;
