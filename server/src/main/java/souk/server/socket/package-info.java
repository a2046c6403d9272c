/** The one socket of every phone: positions up, news down. */
@NullMarked
package souk.server.socket;

import org.jspecify.annotations.NullMarked;
