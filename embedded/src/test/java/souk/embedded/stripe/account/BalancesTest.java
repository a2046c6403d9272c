package souk.embedded.stripe.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.Balances.Balance;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.BalanceTransaction.Type;

class BalancesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Balances balances = new Balances();

  private static BalanceTransaction moved(String source, long amount) {
    return BalanceTransaction.of(Type.CHARGE, "platform", amount, "eur", source, NOW);
  }

  @Test
  void moneyWaitsUntilItsTime() {
    balances.post(moved("ch_1", 1_000).fee(40).availableOn(NOW.plus(Duration.ofDays(2))));
    balances.post(moved("ch_2", 500));

    assertThat(balances.of("platform", NOW)).containsEntry("eur", new Balance(500, 960));
    assertThat(balances.available("platform", "eur", NOW.plus(Duration.ofDays(2))))
        .isEqualTo(1_460);
    assertThat(balances.available("platform", "usd", NOW)).isZero();
    assertThat(balances.available("acct_1", "eur", NOW)).isZero();
  }

  @Test
  void nothingMovesABalanceTwice() {
    balances.post(moved("ch_1", 1_000));

    assertThatThrownBy(() -> balances.post(moved("ch_1", 1_000)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(balances.available("platform", "eur", NOW)).isEqualTo(1_000);
  }
}
