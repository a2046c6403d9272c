package souk.payments.psp.stripe;

import static java.util.stream.Collectors.summingLong;

import com.stripe.exception.StripeException;
import com.stripe.model.Balance;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.BalanceTransactionSource;
import com.stripe.model.Charge;
import com.stripe.model.TransferReversal;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.service.BalanceService;
import com.stripe.service.BalanceTransactionService;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspMovement.Kind;

/**
 * Stripe's balance transactions, each with the object that caused it. A page with one that cannot
 * be read is none: nothing of a statement is left out silently.
 */
final class StripeBalance implements PspBalance {
  private static final Logger log = LoggerFactory.getLogger(StripeBalance.class);
  private static final long PAGE = 100;

  private final BalanceTransactionService transactions;
  private final BalanceService balances;

  StripeBalance(V1Services stripe) {
    this.transactions = stripe.balanceTransactions();
    this.balances = stripe.balance();
  }

  @Override
  public Lookup<Page> movements(Instant from, Instant until, @Nullable String after) {
    var created =
        BalanceTransactionListParams.Created.builder()
            .setGte(from.getEpochSecond())
            .setLt(until.getEpochSecond())
            .build();
    var params =
        BalanceTransactionListParams.builder()
            .setCreated(created)
            .setStartingAfter(after)
            .setLimit(PAGE)
            .addExpand("data.source")
            .build();
    return StripeCalls.read(() -> page(params));
  }

  private Lookup<Page> page(BalanceTransactionListParams params) throws StripeException {
    var page = transactions.list(params);
    var movements = new ArrayList<PspMovement>();
    for (var one : page.getData()) {
      try {
        movements.add(shown(one));
      } catch (IllegalArgumentException unreadable) {
        log.error(
            "balance transaction {} cannot be read: {}", one.getId(), unreadable.getMessage());
        return new Lookup.Unavailable<>(Hindrance.QUESTION_REFUSED);
      }
    }
    return new Lookup.Found<>(new Page(movements, !page.getHasMore()));
  }

  @Override
  public Lookup<List<Funds>> funds() {
    return StripeCalls.read(() -> new Lookup.Found<>(funds(balances.retrieve())));
  }

  private static List<Funds> funds(Balance balance) {
    var available =
        balance.getAvailable().stream()
            .collect(
                Collectors.groupingBy(
                    Balance.Available::getCurrency,
                    TreeMap::new,
                    summingLong(Balance.Available::getAmount)));
    Map<String, Long> pending =
        balance.getPending().stream()
            .collect(
                Collectors.groupingBy(
                    Balance.Pending::getCurrency, summingLong(Balance.Pending::getAmount)));
    pending.keySet().forEach(currency -> available.putIfAbsent(currency, 0L));
    return available.entrySet().stream()
        .map(one ->
            new Funds(
                StripeAmounts.toMoney(one.getValue(), one.getKey()),
                StripeAmounts.toMoney(pending.getOrDefault(one.getKey(), 0L), one.getKey())))
        .toList();
  }

  private static PspMovement shown(BalanceTransaction moved) {
    var currency = required(moved.getCurrency(), "currency");
    var type = required(moved.getType(), "type");
    return new PspMovement(
        required(moved.getId(), "id"),
        kind(type, moved.getSource()),
        type,
        reference(moved),
        StripeAmounts.toMoney(required(moved.getAmount(), "amount"), currency),
        StripeAmounts.toMoney(required(moved.getFee(), "fee"), currency),
        Instant.ofEpochSecond(required(moved.getCreated(), "created")),
        Instant.ofEpochSecond(required(moved.getAvailableOn(), "available_on")));
  }

  /** A type that this program does not know must neither be dropped nor move money. */
  private static Kind kind(String type, @Nullable String source) {
    return switch (type) {
      case "charge", "payment" -> Kind.PAYMENT;
      case "refund", "refund_failure", "payment_refund", "payment_failure_refund" -> Kind.REFUND;
      case "adjustment" -> isDispute(source) ? Kind.DISPUTE : Kind.UNKNOWN;
      case "transfer", "transfer_refund", "transfer_cancel", "transfer_failure" -> Kind.TRANSFER;
      case "payout", "payout_cancel", "payout_failure", "topup", "topup_reversal" ->
          Kind.OWN_PAYOUT;
      case "stripe_fee", "stripe_fx_fee", "tax_fee", "network_cost" -> Kind.FEE;
      default -> Kind.UNKNOWN;
    };
  }

  private static boolean isDispute(@Nullable String source) {
    return source != null && (source.startsWith("du_") || source.startsWith("dp_"));
  }

  private static String reference(BalanceTransaction moved) {
    return switch (moved.getSourceObject()) {
      case Charge charge when charge.getPaymentIntent() != null -> charge.getPaymentIntent();
      case TransferReversal reversal when reversal.getTransfer() != null -> reversal.getTransfer();
      case BalanceTransactionSource source when source.getId() != null -> source.getId();
      case null, default ->
          moved.getSource() == null ? required(moved.getId(), "id") : moved.getSource();
    };
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) throw new IllegalArgumentException("a balance transaction without " + field);
    return value;
  }
}
