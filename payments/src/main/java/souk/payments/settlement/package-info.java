/**
 * Each day's statement of the provider: fetched, posted and compared with the ledger, day by day.
 */
@NullMarked
package souk.payments.settlement;

import org.jspecify.annotations.NullMarked;
