package souk.payments.payout;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.payments.fx.Exchange;
import souk.payments.fx.Rate;
import souk.platform.money.Money;

/**
 * What a payee has earned in one currency and is paid in another.
 *
 * @param earned of orders; null when too little for a unit of the other currency
 * @param tips which bear no spread, for nobody keeps anything of them; null as the other
 */
record Change(Rate rate, @Nullable Exchange earned, @Nullable Exchange tips) {
  /**
   * Changes each part by itself; what would become nothing stays where it is.
   *
   * @param unit what is paid out is a whole multiple of so many minor units
   */
  static Change of(Shares shares, Currency to, Rate rate, int spreadPoints, long unit) {
    return new Change(
        rate,
        part(shares.earned(), to, rate, spreadPoints, unit),
        part(shares.tips(), to, rate, 0, unit));
  }

  private static @Nullable Exchange part(
      Money amount, Currency to, Rate rate, int spreadPoints, long unit) {
    if (amount.minor() <= 0) return null;
    var exchange = Exchange.of(amount, to, rate, spreadPoints, unit);
    return exchange.bought().minor() == 0 ? null : exchange;
  }

  List<Exchange> parts() {
    return Stream.of(Optional.ofNullable(earned), Optional.ofNullable(tips))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What leaves his accounts. */
  Shares sold(Currency from) {
    return new Shares(
        earned == null ? Money.zero(from) : earned.sold(),
        tips == null ? Money.zero(from) : tips.sold());
  }

  /** What he is paid. */
  Shares bought(Currency to) {
    return new Shares(
        earned == null ? Money.zero(to) : earned.bought(),
        tips == null ? Money.zero(to) : tips.bought());
  }

  /** What we keep. */
  Money spread(Currency to) {
    return parts().stream().map(Exchange::spread).reduce(Money.zero(to), Money::plus);
  }
}
