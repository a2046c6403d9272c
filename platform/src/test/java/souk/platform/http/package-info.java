/** Forwarding headers, honest and forged. */
@NullMarked
package souk.platform.http;

import org.jspecify.annotations.NullMarked;
