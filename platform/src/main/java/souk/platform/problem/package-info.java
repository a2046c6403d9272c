/** What an API answers when it refuses: RFC 9457 problems with stable codes. */
@NullMarked
package souk.platform.problem;

import org.jspecify.annotations.NullMarked;
