package souk.payments.psp.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.service.DisputeService;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspDispute;
import souk.payments.psp.PspDispute.Status;
import souk.payments.psp.PspDisputes;
import souk.payments.psp.PspEvidence;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.platform.money.Money;

/** Stripe's disputes, with the balance transactions that say what was taken and given back. */
final class StripeDisputes implements PspDisputes {
  private static final long PAGE = 100;
  private static final int PAGES_MAX = 50;

  private final DisputeService disputes;

  StripeDisputes(V1Services stripe) {
    this.disputes = stripe.disputes();
  }

  @Override
  public Lookup<PspDispute> retrieve(String reference) {
    return StripeCalls.read(() -> new Lookup.Found<>(shown(disputes.retrieve(reference))));
  }

  @Override
  public Lookup<List<String>> since(Instant from) {
    return StripeCalls.read(() -> list(from));
  }

  private Lookup<List<String>> list(Instant from) throws StripeException {
    var all = new ArrayList<String>();
    @Nullable String after = null;
    for (var pages = 0; pages < PAGES_MAX; pages++) {
      var page =
          disputes.list(
              DisputeListParams.builder()
                  .setCreated(
                      DisputeListParams.Created.builder().setGte(from.getEpochSecond()).build())
                  .setStartingAfter(after)
                  .setLimit(PAGE)
                  .build());
      page.getData().stream().map(Dispute::getId).forEach(all::add);
      if (!page.getHasMore()) return new Lookup.Found<>(all);
      after = page.getData().getLast().getId();
    }
    return new Lookup.Unavailable<>(Hindrance.TOO_MANY_CANDIDATES);
  }

  @Override
  public PspOutcome<PspDispute> answer(PspKey key, String reference, PspEvidence evidence) {
    var fields = DisputeUpdateParams.Evidence.builder();
    said(evidence.product()).ifPresent(fields::setProductDescription);
    said(evidence.serviceDate()).ifPresent(fields::setServiceDate);
    said(evidence.activity()).ifPresent(fields::setAccessActivityLog);
    said(evidence.statement()).ifPresent(fields::setUncategorizedText);
    var params = DisputeUpdateParams.builder().setEvidence(fields.build()).setSubmit(true).build();
    return StripeCalls.write(key, options -> shown(disputes.update(reference, params, options)));
  }

  private static Optional<String> said(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  @Override
  public PspOutcome<PspDispute> accept(PspKey key, String reference) {
    return StripeCalls.write(key, options -> shown(disputes.close(reference, options)));
  }

  private static PspDispute shown(Dispute dispute) {
    var currency = required(dispute.getCurrency(), "currency");
    var amount = StripeAmounts.toMoney(required(dispute.getAmount(), "amount"), currency);
    var moved = Optional.ofNullable(dispute.getBalanceTransactions()).orElseGet(List::of);
    var details = Optional.ofNullable(dispute.getEvidenceDetails());
    return new PspDispute(
        required(dispute.getId(), "id"),
        required(dispute.getPaymentIntent(), "payment_intent"),
        status(dispute.getStatus()),
        amount,
        Optional.ofNullable(dispute.getReason()).orElse("none"),
        Money.zero(amount.currency()).minus(sum(moved, amount, -1)),
        sum(moved, amount, 1),
        fee(moved, currency),
        details.map(d -> d.getDueBy()).map(Instant::ofEpochSecond).orElse(null),
        isAnswered(dispute));
  }

  /** It is taken in the currency that the balance moved in. */
  private static Money fee(List<BalanceTransaction> moved, String currency) {
    var settled = moved.stream().map(BalanceTransaction::getCurrency).distinct().toList();
    if (settled.size() > 1) throw new IllegalArgumentException("a dispute settled in " + settled);
    var fees = moved.stream().mapToLong(BalanceTransaction::getFee).sum();
    return StripeAmounts.toMoney(fees, settled.isEmpty() ? currency : settled.getFirst());
  }

  private static boolean isAnswered(Dispute dispute) {
    var details = dispute.getEvidenceDetails();
    if (details == null || details.getSubmissionCount() == null) return false;
    var awaited = Set.of("needs_response", "warning_needs_response").contains(dispute.getStatus());
    return details.getSubmissionCount() > 0 && !awaited;
  }

  /**
   * Of the transactions that took money ({@code -1}) or gave it back ({@code 1}), in the dispute's
   * currency.
   */
  private static Money sum(List<BalanceTransaction> moved, Money whole, int sign) {
    return moved.stream()
        .filter(one -> StripeConversions.sign(one) == sign)
        .map(one -> StripeConversions.presented(one, whole))
        .reduce(Money.zero(whole.currency()), Money::plus);
  }

  /** A status that this program does not know must not move money. */
  private static Status status(@Nullable String status) {
    return switch (status) {
      case "warning_needs_response", "warning_under_review" -> Status.INQUIRY;
      case "warning_closed", "prevented" -> Status.INQUIRY_CLOSED;
      case "needs_response" -> Status.NEEDS_RESPONSE;
      case "under_review" -> Status.UNDER_REVIEW;
      case "won" -> Status.WON;
      case "lost" -> Status.LOST;
      case null, default -> Status.UNDECIDED;
    };
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) throw new IllegalArgumentException("a dispute without " + field);
    return value;
  }
}
