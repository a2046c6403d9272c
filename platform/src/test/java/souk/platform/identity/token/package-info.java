/** Tokens of all kinds of issuers, good and forged. */
@NullMarked
package souk.platform.identity.token;

import org.jspecify.annotations.NullMarked;
