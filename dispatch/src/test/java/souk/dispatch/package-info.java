/** What the tests of dispatch share. */
@NullMarked
package souk.dispatch;

import org.jspecify.annotations.NullMarked;
