package souk.booking.fare;

import org.jspecify.annotations.Nullable;
import souk.booking.quote.Fare;
import souk.booking.quote.Quote;
import souk.booking.quote.tariff.PinnedTariff;
import souk.platform.money.Money;

/**
 * What a ride costs in the end, and why. A total of zero means that nothing is to be taken.
 *
 * @param rules the version of the rules that made it, {@link Billing#RULES}
 * @param basis everything it was made from
 */
public record Bill(Fare fare, Reason reason, int rules, Basis basis) {
  /**
   * What a bill was made from, beside the time of a cancellation.
   *
   * @param tariff as the quote pinned it
   * @param quoted the quote's total
   */
  public record Basis(
      @Nullable PinnedTariff tariff, Money quoted, Journey journey, @Nullable Measured measured) {
    static Basis of(Quote quote, Journey journey, @Nullable Measured measured) {
      return new Basis(quote.tariff(), quote.fare().total(), journey, measured);
    }
  }
}
