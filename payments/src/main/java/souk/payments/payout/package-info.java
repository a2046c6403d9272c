/** What payees have earned reaches their banks: one payout per window, sent once, whatever dies. */
@NullMarked
package souk.payments.payout;

import org.jspecify.annotations.NullMarked;
