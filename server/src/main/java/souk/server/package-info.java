/** The one main: every module in one process, in the roles it is given. */
@NullMarked
package souk.server;

import org.jspecify.annotations.NullMarked;
