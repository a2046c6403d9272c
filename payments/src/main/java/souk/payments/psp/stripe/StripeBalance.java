package souk.payments.psp.stripe;

import static java.util.stream.Collectors.summingLong;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Balance;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.FormEncoder;
import com.stripe.param.BalanceTransactionListParams;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance;

/**
 * Stripe's balance transactions, each with the object that caused it. They are asked for past the
 * library's own reading, which gives up a whole page for one number that does not fit.
 */
final class StripeBalance implements PspBalance {
  private static final Logger log = LoggerFactory.getLogger(StripeBalance.class);
  private static final String LIST = "/v1/balance_transactions";
  private static final long PAGE = 100;

  private final StripeClient stripe;

  StripeBalance(StripeClient stripe) {
    this.stripe = stripe;
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
    return StripeCalls.read(() -> new Lookup.Found<>(page(params, from, until)));
  }

  private Page page(BalanceTransactionListParams params, Instant from, Instant until)
      throws StripeException {
    var asked = FormEncoder.createQueryString(params.toMap());
    var answer = stripe.rawRequest(RequestMethod.GET, LIST + "?" + asked, null);
    var page = StripeStatement.page(answer.body(), from, until);
    page.unreadable()
        .forEach(
            one -> log.error("balance transaction {} cannot be read: {}", one.id(), one.why()));
    return page;
  }

  @Override
  public Lookup<List<Funds>> funds() {
    return StripeCalls.read(() -> new Lookup.Found<>(funds(stripe.v1().balance().retrieve())));
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
}
