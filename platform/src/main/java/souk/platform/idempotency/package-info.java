/** One effect and one answer for each idempotency key. */
@NullMarked
package souk.platform.idempotency;

import org.jspecify.annotations.NullMarked;
