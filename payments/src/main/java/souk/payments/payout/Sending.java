package souk.payments.payout;

import org.jspecify.annotations.Nullable;

/**
 * What of a payee's earnings can be sent to him now.
 *
 * @param taken what leaves his accounts, in the currency he earned it in
 * @param paid what he is paid for it: the same, unless it is changed
 */
record Sending(Shares taken, Shares paid, @Nullable Change change) {}
