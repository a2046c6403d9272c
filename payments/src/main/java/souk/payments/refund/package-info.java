/** Captured money that goes back to its card, by operators' decision and never twice. */
@NullMarked
package souk.payments.refund;

import org.jspecify.annotations.NullMarked;
