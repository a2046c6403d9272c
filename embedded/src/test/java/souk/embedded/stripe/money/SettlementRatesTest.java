package souk.embedded.stripe.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import souk.embedded.stripe.money.BalanceTransaction.Type;

/** What comes in a currency that the account does not settle is converted. */
class SettlementRatesTest {
  private static final String WORDS =
      "chf=eur:0.9431,chf@2026-11-24=eur:0.9502,jpy=eur:0.0061,mga=eur:0.0002";

  private static BalanceTransaction moved(String currency, long amount, String at) {
    return BalanceTransaction.of(
            Type.CHARGE, Recorded.PLATFORM, amount, currency, "ch_1", Instant.parse(at))
        .fee(30);
  }

  @ParameterizedTest
  @CsvSource({
    "chf, 1000, 2026-11-23T23:59:59Z, eur, 943, 0.9431",
    "chf, 1000, 2026-11-24T00:00:00Z, eur, 950, 0.9502",
    "chf, -1000, 2026-12-31T00:00:00Z, eur, -950, 0.9502",
    "jpy, 1000, 2026-11-23T00:00:00Z, eur, 610, 0.0061",
    "mga, 50000, 2026-11-23T00:00:00Z, eur, 1000, 0.0002"
  })
  void isConvertedAtTheRateOfItsDay(
      String from, long amount, String at, String into, long settled, BigDecimal rate) {
    var after = SettlementRates.parse(WORDS).settled(moved(from, amount, at));
    assertThat(after.currency()).isEqualTo(into);
    assertThat(after.amount()).isEqualTo(settled);
    assertThat(after.fee()).isEqualTo(30);
    assertThat(after.exchangeRate()).isEqualByComparingTo(rate);
  }

  @Test
  void aCurrencyThatIsSettledStaysAsItIs() {
    var moved = moved("eur", 1000, "2026-11-23T00:00:00Z");
    assertThat(SettlementRates.parse(WORDS).settled(moved)).isSameAs(moved);
    assertThat(SettlementRates.NONE.settled(moved)).isSameAs(moved);
  }

  /** ISO has no decimals for crowns of Iceland and shillings of Uganda; Stripe writes two. */
  @ParameterizedTest
  @CsvSource({
    "isk, eur, 0.007, 100000, 700",
    "ugx, eur, 0.00025, 1000000, 250",
    "eur, isk, 142, 1000, 142000",
    "kwd, eur, 2.9, 1000, 290"
  })
  void amountsHaveStripesDecimals(
      String from, String into, String rate, long amount, long settled) {
    var rates = SettlementRates.parse(from + "=" + into + ":" + rate);
    assertThat(rates.settled(moved(from, amount, "2026-11-23T00:00:00Z")).amount())
        .isEqualTo(settled);
  }

  @Test
  void writesWhatItReads() {
    assertThat(SettlementRates.parse(WORDS).words()).isEqualTo(WORDS);
    assertThat(SettlementRates.parse("")).isEqualTo(SettlementRates.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chf",
        "chf=0.9",
        "chf=chf:1",
        "chf=eur:0",
        "chf=eur:1,chf@2026-01-01=usd:1",
        "chf@2026-02-30=eur:1",
        "chf=eur:-1",
        "zzz=eur:1",
        "chf=zzz:1",
        "xau=eur:1"
      })
  void saysWhatItDoesNotUnderstand(String words) {
    assertThatThrownBy(() -> SettlementRates.parse(words))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
