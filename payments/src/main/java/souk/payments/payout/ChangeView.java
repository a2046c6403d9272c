package souk.payments.payout;

import static java.util.Objects.requireNonNull;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * How earnings in one currency are paid in another.
 *
 * @param sold what was earned, and is changed
 * @param paid what is got for it
 * @param kept of its worth, by us
 * @param rate one {@code base} is so many of the other of the two
 * @param asOf when the rate was so
 */
@Introspected
@Schema(name = "PayoutChange")
public record ChangeView(
    Money sold, Money paid, Money kept, BigDecimal rate, String base, String source, Instant asOf) {
  /** Null for a payout in the currency in which it was earned. */
  static @Nullable ChangeView of(PayoutRow row) {
    var changed = row.changedMinor();
    if (changed == null) return null;
    return new ChangeView(
        Money.of(changed, row.earnedCurrency()),
        Money.of(row.amountMinor(), row.currency()),
        Money.of(requireNonNull(row.spreadMinor()), row.currency()),
        requireNonNull(row.rate()),
        requireNonNull(row.rateBase()),
        requireNonNull(row.rateSource()),
        requireNonNull(row.rateAsOf()));
  }

  /** What a payout would be now; null for one in the currency in which it was earned. */
  static @Nullable ChangeView of(Sending sending) {
    var change = sending.change();
    if (change == null) return null;
    var paid = sending.paid().total();
    var rate = change.rate();
    return new ChangeView(
        sending.taken().total(),
        paid,
        change.spread(paid.currency()),
        rate.rate(),
        rate.base().getCurrencyCode(),
        rate.source(),
        rate.asOf());
  }
}
