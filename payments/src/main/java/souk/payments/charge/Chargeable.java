package souk.payments.charge;

import jakarta.inject.Singleton;
import java.util.Currency;
import souk.payments.psp.Psp;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/**
 * Which amounts the payment provider can take and give back: of some currencies only whole
 * multiples of several minor units. Whoever asks for another hears so before anything has happened.
 */
@Singleton
public final class Chargeable {
  private final Psp psp;

  Chargeable(Psp psp) {
    this.psp = psp;
  }

  /**
   * @throws Problem 422 {@code currency_unsupported}, {@code amount_not_chargeable}
   */
  public void require(Money amount) {
    var unit = unit(amount.currency());
    if (amount.minor() % unit == 0) return;
    throw Problem.refused(
            "amount_not_chargeable",
            "%s can be taken in steps of %s only."
                .formatted(amount.currency(), new Money(unit, amount.currency())))
        .with("unit", new Money(unit, amount.currency()));
  }

  /**
   * For prices that are computed, and so may come to any amount.
   *
   * @throws Problem 422 {@code currency_unsupported}, and {@code currency_not_chargeable} where not
   *     every amount can be taken
   */
  public void requireEvery(Currency currency) {
    if (unit(currency) == 1) return;
    throw Problem.refused(
        "currency_not_chargeable",
        "The payment provider does not take every amount in %s.".formatted(currency));
  }

  private long unit(Currency currency) {
    var unit = psp.unit(currency);
    if (unit > 0) return unit;
    throw Problem.refused(
        "currency_unsupported", "The payment provider takes nothing in %s.".formatted(currency));
  }
}
