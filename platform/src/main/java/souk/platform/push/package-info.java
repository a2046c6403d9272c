/** What a person's phone is told, whichever process holds its socket. */
@NullMarked
package souk.platform.push;

import org.jspecify.annotations.NullMarked;
