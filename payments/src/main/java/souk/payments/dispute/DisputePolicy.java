package souk.payments.dispute;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/** How much of a lost dispute is borne by those who had the money. The platform bears the rest. */
@Singleton
final class DisputePolicy {
  private static final long BASIS_POINTS = 10_000;

  private final Map<String, Long> borne;

  /**
   * @param borne in hundredths of a percent, by kind of order or by kind and reason, which goes
   *     first; of kinds that are not named the platform bears all
   */
  DisputePolicy(
      @Value(
              "${souk.disputes.borne-by-payees:meal=10000,meal/fraudulent=0,stay=10000,stay/fraudulent=0}")
          List<String> borne) {
    this.borne =
        borne.stream()
            .map(one -> one.strip().split("=", 2))
            .collect(Collectors.toMap(one -> one[0], DisputePolicy::basisPoints));
  }

  private static long basisPoints(String[] one) {
    var points = one.length == 2 ? Long.parseLong(one[1]) : -1;
    if (points >= 0 && points <= BASIS_POINTS) return points;
    throw new IllegalArgumentException("souk.disputes.borne-by-payees: " + one[0]);
  }

  /** Of the loss, rounded half up. */
  Money borneByPayees(OrderRef order, String reason, Money loss) {
    var ofKind = borne.getOrDefault(order.kind(), 0L);
    return loss.times(borne.getOrDefault(order.kind() + "/" + reason, ofKind), BASIS_POINTS);
  }
}
