/** Changing money: published rates, and what an amount is worth by them. */
@NullMarked
package souk.payments.fx;

import org.jspecify.annotations.NullMarked;
