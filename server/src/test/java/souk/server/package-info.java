/** The whole application on real engines. */
@NullMarked
package souk.server;

import org.jspecify.annotations.NullMarked;
