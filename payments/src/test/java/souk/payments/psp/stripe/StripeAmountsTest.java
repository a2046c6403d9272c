package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.platform.money.Money;

/** Stripe's units beside ISO's: what one has and the other has not is refused, never rounded. */
class StripeAmountsTest {
  /**
   * {@code code, digits by ISO, minor by ISO, the same at Stripe, unit of charges, unit of payouts}
   */
  @ParameterizedTest
  @CsvSource({
    "EUR, 2, 1234, 1234, 1, 1",
    "JPY, 0, 1234, 1234, 1, 1",
    "BIF, 0, 500, 500, 1, 1",
    "XPF, 0, 500, 500, 1, 1",
    "MGA, 2, 1200, 12, 100, 100",
    "ISK, 0, 5, 500, 1, 1",
    "UGX, 0, 5, 500, 1, 1",
    "HUF, 2, 1000, 1000, 1, 100",
    "TWD, 2, 800, 800, 1, 100",
    "KWD, 3, 5120, 5120, 10, 10",
    "BHD, 3, 10, 10, 10, 10",
    "JOD, 3, 10, 10, 10, 10",
    "OMR, 3, 10, 10, 10, 10",
    "TND, 3, 10, 10, 10, 10"
  })
  void bothTablesAreKeptApart(
      String code, int digits, long minor, long stripe, long unit, long payoutUnit) {
    var currency = Currency.getInstance(code);
    assertThat(currency.getDefaultFractionDigits()).as("by ISO").isEqualTo(digits);
    assertThat(StripeAmounts.unit(currency)).isEqualTo(unit);
    assertThat(StripeAmounts.payoutUnit(currency)).isEqualTo(payoutUnit);
    var money = new Money(minor, currency);
    assertThat(StripeAmounts.toStripe(money)).isEqualTo(stripe);
    assertThat(StripeAmounts.toMoney(stripe, code.toLowerCase(java.util.Locale.ROOT)))
        .isEqualTo(money);
  }

  @ParameterizedTest
  @CsvSource({
    "KWD, 5124",
    "MGA, 1250",
    "IQD, 1000",
    "LYD, 1000",
    "CLF, 10000",
    "XXX, 1",
    // of two decimals by ISO, and not on Stripe's list or no money any more
    "SYP, 1000",
    "DEM, 1000",
    "IRR, 1000",
    "KPW, 1000",
    "CUP, 1000",
    "HRK, 1000",
    "USN, 1000",
    "CHE, 1000"
  })
  void whatStripeCannotWriteIsRefused(String code, long minor) {
    var amount = Money.of(minor, code);
    assertThat(StripeAmounts.isChargeable(amount)).isFalse();
    assertThat(StripeAmounts.isPayable(amount)).isFalse();
    assertThatThrownBy(() -> StripeAmounts.toStripe(amount))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wholeForintsOnlyAreSentToBanks() {
    assertThat(StripeAmounts.isChargeable(Money.of(1045, "HUF"))).isTrue();
    assertThat(StripeAmounts.isPayable(Money.of(1045, "HUF"))).isFalse();
    assertThat(StripeAmounts.isPayable(Money.of(1000, "HUF"))).isTrue();
  }

  @Test
  void partOfACrownIsNoAmountOfOurs() {
    assertThatThrownBy(() -> StripeAmounts.toMoney(550, "isk"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Each of the list is money by ISO, and what has two decimals there has two here. */
  @Test
  void whatHasTwoDecimalsHasTwoAtBoth() {
    var known =
        Currency.getAvailableCurrencies().stream()
            .filter(currency -> StripeAmounts.unit(currency) > 0)
            .toList();
    assertThat(known).hasSize(137);
    assertThat(known)
        .filteredOn(currency -> StripeAmounts.unit(currency) == 1)
        .filteredOn(currency -> currency.getDefaultFractionDigits() == 2)
        .allSatisfy(currency ->
            assertThat(StripeAmounts.toStripe(new Money(1_050, currency))).isEqualTo(1_050));
  }

  /** Whatever currency there is: what can be charged comes back as it went. */
  @Test
  void everyCurrencyComesBackAsItWent() {
    for (var currency : Currency.getAvailableCurrencies()) {
      var unit = StripeAmounts.unit(currency);
      if (unit == 0) continue;
      assertThat(StripeAmounts.payoutUnit(currency) % unit).isZero();
      var money = new Money(unit * 7, currency);
      assertThat(StripeAmounts.toMoney(StripeAmounts.toStripe(money), currency.toString()))
          .isEqualTo(money);
    }
  }
}
