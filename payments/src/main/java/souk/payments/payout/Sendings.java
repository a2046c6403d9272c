package souk.payments.payout;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.stream.Collectors;
import souk.payments.fx.Rate;
import souk.payments.fx.Rates;
import souk.payments.payee.Payee;
import souk.payments.psp.PspTransfers;
import souk.platform.postgres.DatabaseClock;

/** Says in which currency, and how much of it, a payee can be sent of what he has earned. */
@Singleton
final class Sendings {
  private final Rates rates;
  private final PspTransfers psp;
  private final DatabaseClock clock;

  Sendings(Rates rates, PspTransfers psp, DatabaseClock clock) {
    this.rates = rates;
    this.psp = psp;
    this.clock = clock;
  }

  /** Of what more than one minor unit is sent at a time, for {@link EarningRows#due}. */
  String units() {
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> psp.unit(currency) > 1)
        .map(currency -> "\"%s\": %d".formatted(currency, psp.unit(currency)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * The least that he can be sent of a currency, in minor units. Of one that is changed it depends
   * on the rate: anything may be enough.
   */
  long least(Payee payee, Currency earned) {
    var isChanged = payee.currency() != null && !payee.currency().equals(earned);
    return isChanged ? 1 : Math.max(1, psp.unit(earned));
  }

  /** What was published before it is too old for money to be changed at it. */
  Instant ratesSince() {
    return rates.staleBefore(clock.now());
  }

  /** Empty when nothing can be sent: there is no rate, or too little for a unit. */
  Optional<Sending> of(Payee payee, Shares shares) {
    var from = shares.total().currency();
    var wanted = payee.currency();
    var to = wanted == null ? from : wanted;
    var unit = psp.unit(to);
    if (unit == 0) return Optional.empty();
    return to.equals(from)
        ? whole(shares.whole(unit))
        : rates.between(from, to, clock.now()).flatMap(rate -> changed(shares, to, rate, unit));
  }

  private static Optional<Sending> whole(Shares shares) {
    return Optional.of(new Sending(shares, shares, null)).filter(Sendings::isSomething);
  }

  private Optional<Sending> changed(Shares shares, Currency to, Rate rate, long unit) {
    var change = Change.of(shares, to, rate, rates.spreadPoints(), unit);
    var taken = change.sold(shares.total().currency());
    return Optional.of(new Sending(taken, change.bought(to), change)).filter(Sendings::isSomething);
  }

  private static boolean isSomething(Sending sending) {
    return sending.paid().total().minor() > 0;
  }
}
