package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.platform.money.Money;

/** Above the limit, and in a currency without one, a refund takes two. */
class RefundPolicyTest {
  private final RefundPolicy policy = new RefundPolicy(List.of("EUR=500", " JPY=0"));

  @Test
  void takesTwoAboveTheLimitOfTheCurrency() {
    assertThat(policy.needsAnother(0, Money.of(500, "EUR"))).isFalse();
    assertThat(policy.needsAnother(0, Money.of(501, "EUR"))).isTrue();
    assertThat(policy.needsAnother(300, Money.of(201, "EUR"))).isTrue();
    assertThat(policy.needsAnother(0, Money.of(1, "JPY"))).isTrue();
    assertThat(policy.needsAnother(0, Money.of(1, "USD"))).as("no limit set").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EUR", "EUR=-1", "EUR=much", "=5", "euro=5"})
  void refusesWhatIsNoLimit(String limit) {
    assertThatThrownBy(() -> new RefundPolicy(List.of(limit)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
