package souk.payments.psp.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.RefundService;
import com.stripe.service.V1Services;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspRefund;
import souk.payments.psp.PspRefund.Status;
import souk.payments.psp.PspRefunds;
import souk.platform.money.Money;

/** Refunds of payment intents; each carries our refund's id in its metadata. */
final class StripeRefunds implements PspRefunds {
  static final String REFUND_ID = "refund_id";
  private static final long PAGE = 100;

  /** A payment has far fewer. */
  private static final int PAGES_MAX = 10;

  private final RefundService refunds;

  StripeRefunds(V1Services stripe) {
    this.refunds = stripe.refunds();
  }

  @Override
  public PspOutcome<PspRefund> refund(PspKey key, UUID refundId, String payment, Money amount) {
    var params =
        RefundCreateParams.builder()
            .setPaymentIntent(payment)
            .setAmount(StripeAmounts.toStripe(amount))
            .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
            .putMetadata(REFUND_ID, refundId.toString())
            .build();
    return StripeCalls.write(key, options -> shown(refunds.create(params, options)));
  }

  @Override
  public Lookup<PspRefund> retrieve(String reference) {
    return StripeCalls.read(() -> new Lookup.Found<>(shown(refunds.retrieve(reference))));
  }

  @Override
  public Lookup<PspRefund> find(UUID refundId, String payment) {
    return StripeCalls.read(() -> search(refundId, payment));
  }

  private Lookup<PspRefund> search(UUID refundId, String payment) throws StripeException {
    @Nullable String after = null;
    for (var pages = 0; pages < PAGES_MAX; pages++) {
      var page =
          refunds.list(
              RefundListParams.builder()
                  .setPaymentIntent(payment)
                  .setStartingAfter(after)
                  .setLimit(PAGE)
                  .build());
      for (var refund : page.getData()) {
        if (isOf(refundId, refund)) return new Lookup.Found<>(shown(refund));
      }
      if (!page.getHasMore()) return new Lookup.Absent<>();
      after = page.getData().getLast().getId();
    }
    return new Lookup.Unavailable<>(Hindrance.TOO_MANY_CANDIDATES);
  }

  private static boolean isOf(UUID refundId, Refund refund) {
    var metadata = refund.getMetadata();
    return metadata != null && refundId.toString().equals(metadata.get(REFUND_ID));
  }

  static PspRefund shown(Refund refund) {
    if (refund.getId() == null) throw new IllegalArgumentException("a refund without id");
    return new PspRefund(refund.getId(), status(refund.getStatus()), refund.getFailureReason());
  }

  /** A status that this program does not know must not move money. */
  private static Status status(@Nullable String status) {
    return switch (status) {
      case "pending", "requires_action" -> Status.PENDING;
      case "succeeded" -> Status.SUCCEEDED;
      case "failed", "canceled" -> Status.FAILED;
      case null, default -> Status.UNDECIDED;
    };
  }
}
