/** One-time tokens by letter: whoever brings one back reads that mailbox. */
@NullMarked
package souk.platform.identity.proof;

import org.jspecify.annotations.NullMarked;
