package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/** What a payee is told with the app closed. */
class PayoutPushesTest {
  @Test
  void thatTheMoneyIsThere() {
    assertThat(PayoutPushes.notice(news(PayoutStatus.SETTLED, null)).orElseThrow().text())
        .contains("8.00");
  }

  @ParameterizedTest
  @EnumSource
  void whatHeCanDoWhenItIsNot(Setback setback) {
    assertThat(PayoutPushes.notice(news(PayoutStatus.FAILED, setback)).orElseThrow().text())
        .isEqualTo(setback.advice());
  }

  @Test
  void nothingOfWhatIsOnItsWay() {
    assertThat(PayoutPushes.notice(news(PayoutStatus.ACCEPTED, null))).isEmpty();
  }

  private static PayoutNews news(PayoutStatus status, @Nullable Setback why) {
    return new PayoutNews(
        UUID.randomUUID(),
        UUID.randomUUID(),
        status,
        Money.of(800, "EUR"),
        why == null ? null : why.code());
  }
}
