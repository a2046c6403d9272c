/** Whole histories of money, with processes that die between any two steps. */
@NullMarked
package souk.payments.history;

import org.jspecify.annotations.NullMarked;
