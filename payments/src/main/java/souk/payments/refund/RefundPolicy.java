package souk.payments.refund;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;
import souk.payments.approval.ApprovalLimits;
import souk.platform.money.Money;

/** What one operator may give back of a charge without another who agrees. */
@Singleton
final class RefundPolicy {
  private final ApprovalLimits limits;

  /**
   * @param limits per currency in minor units, as {@code EUR=10000}; in a currency without one
   *     every refund takes two
   */
  RefundPolicy(@Value("${souk.refunds.approval-above:EUR=10000}") List<String> limits) {
    this.limits = ApprovalLimits.of("souk.refunds.approval-above", limits);
  }

  /**
   * @param already given back of the same charge on one pair of eyes: small refunds add up
   */
  boolean needsAnother(long already, Money amount) {
    return limits.exceededBy(amount.plus(new Money(already, amount.currency())));
  }
}
