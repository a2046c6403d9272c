/** Domain events leave with the change that made them and reach their handlers at least once. */
@NullMarked
package souk.platform.outbox;

import org.jspecify.annotations.NullMarked;
