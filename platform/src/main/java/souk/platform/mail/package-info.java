/** Letters to persons, by whatever carrier this installation has. */
@NullMarked
package souk.platform.mail;

import org.jspecify.annotations.NullMarked;
