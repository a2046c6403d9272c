/** Accounts over HTTP. */
@NullMarked
package souk.platform.identity.account;

import org.jspecify.annotations.NullMarked;
