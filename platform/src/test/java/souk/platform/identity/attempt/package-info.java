/** Limits that hold over addresses, accounts and bursts. */
@NullMarked
package souk.platform.identity.attempt;

import org.jspecify.annotations.NullMarked;
