package souk.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** Kind and reason go before kind alone; what is not named is the platform's. */
class DisputePolicyTest {
  private final DisputePolicy policy =
      new DisputePolicy(List.of("meal=10000", "meal/fraudulent=0", "stay=3333"));

  @ParameterizedTest
  @CsvSource({
    "meal, product_not_received, 1000",
    "meal, fraudulent, 0",
    "stay, fraudulent, 333",
    "ride, product_not_received, 0"
  })
  void saysHowMuchPayeesBear(String kind, String reason, long minor) {
    var order = new OrderRef(kind, new UUID(0, 1));
    assertThat(policy.borneByPayees(order, reason, Money.of(1000, "EUR")))
        .isEqualTo(Money.of(minor, "EUR"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"meal", "meal=-1", "meal=10001", "meal=all"})
  void refusesWhatIsNoShare(String share) {
    assertThatThrownBy(() -> new DisputePolicy(List.of(share)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
