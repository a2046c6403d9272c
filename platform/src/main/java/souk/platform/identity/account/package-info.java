/** Accounts with e-mail and password: opened, verified, recovered, and given roles. */
@NullMarked
package souk.platform.identity.account;

import org.jspecify.annotations.NullMarked;
