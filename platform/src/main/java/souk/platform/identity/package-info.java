/** Who is asking: accounts, tokens of ours and of configured issuers, and roles. */
@NullMarked
package souk.platform.identity;

import org.jspecify.annotations.NullMarked;
