package souk.payments.refund;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import souk.platform.money.Money;

/** What one operator may give back of a charge without another who agrees. */
@Singleton
final class RefundPolicy {
  private final Map<Currency, Long> limits;

  /**
   * @param limits per currency in minor units, as {@code EUR=10000}; in a currency without one
   *     every refund takes two
   */
  RefundPolicy(@Value("${souk.refunds.approval-above:EUR=10000}") List<String> limits) {
    this.limits =
        limits.stream()
            .map(limit -> limit.strip().split("=", 2))
            .collect(Collectors.toMap(RefundPolicy::currency, RefundPolicy::minor));
  }

  private static Currency currency(String[] limit) {
    return Currency.getInstance(limit[0]);
  }

  private static long minor(String[] limit) {
    var minor = limit.length == 2 ? Long.parseLong(limit[1]) : -1;
    if (minor < 0) throw new IllegalArgumentException("souk.refunds.approval-above: " + limit[0]);
    return minor;
  }

  /**
   * @param already given back of the same charge on one pair of eyes: small refunds add up
   */
  boolean needsAnother(long already, Money amount) {
    return Math.addExact(already, amount.minor()) > limits.getOrDefault(amount.currency(), 0L);
  }
}
