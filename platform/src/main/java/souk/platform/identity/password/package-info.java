/** Passwords are kept as Argon2id hashes, computed on threads of their own. */
@NullMarked
package souk.platform.identity.password;

import org.jspecify.annotations.NullMarked;
