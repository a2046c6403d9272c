/** Password hashes against known ones. */
@NullMarked
package souk.platform.identity.password;

import org.jspecify.annotations.NullMarked;
