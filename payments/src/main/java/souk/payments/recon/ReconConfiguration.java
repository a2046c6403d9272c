package souk.payments.recon;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import souk.payments.approval.ApprovalLimits;

/**
 * When a difference is a case, and who may correct it.
 *
 * @param grace how long after the last movement the other side may still come
 * @param approvalAbove per currency in minor units, as {@code EUR=10000}; a posting of more, or in
 *     a currency without a limit, takes two operators
 */
@ConfigurationProperties("souk.reconciliation")
record ReconConfiguration(
    @Bindable(defaultValue = "1d") Duration grace,
    @Bindable(defaultValue = "EUR=10000") List<String> approvalAbove) {
  ReconConfiguration {
    approvalAbove = List.copyOf(approvalAbove);
    if (grace.isNegative()) throw new IllegalArgumentException("souk.reconciliation.grace < 0");
  }

  ApprovalLimits limits() {
    return ApprovalLimits.of("souk.reconciliation.approval-above", approvalAbove);
  }
}
