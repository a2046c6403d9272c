/** How the tests of payments start it on real engines. */
@NullMarked
package souk.payments;

import org.jspecify.annotations.NullMarked;
