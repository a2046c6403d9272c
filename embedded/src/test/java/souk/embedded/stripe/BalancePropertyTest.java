package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.BalanceTransaction;
import com.stripe.net.RequestOptions;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens, and after every restart, a balance is the sum of its transactions. */
class BalancePropertyTest {
  private static final List<String> CARDS =
      List.of(
          "pm_card_visa",
          "pm_card_bypassPending",
          "pm_card_pendingRefund",
          "pm_card_refundFail",
          "pm_card_createDispute");

  /** One history: what was made so far, by which later steps choose. */
  private static final class History {
    private final HandClock clock;
    private final V1Services stripe;
    private final Marketplace market;
    private final Account payee;
    private final List<String> charges = new ArrayList<>();

    History(StripeTwin twin, HandClock clock) throws StripeException {
      this.clock = clock;
      var caller = Caller.of(twin);
      stripe = caller.stripe().v1();
      market = new Marketplace(caller);
      payee = market.payee("btok_us_accountClosed");
    }

    void step(int choice) throws StripeException {
      var amount = 50L + choice % 997;
      try {
        switch (choice % 6) {
          case 0, 1 ->
              charges.add(market.charge(CARDS.get(choice / 6 % CARDS.size()), 3 * amount, "eur"));
          case 2 -> market.transfer(amount, payee, "transfer" + choice);
          case 3 -> market.payOut(amount, payee, "payout" + choice);
          case 4 -> refund(choice, amount);
          default -> clock.advance(Duration.ofMillis(choice % 2_000));
        }
      } catch (InvalidRequestException refused) {
        assertThat(refused.getStatusCode()).isEqualTo(400);
      }
    }

    private void refund(int choice, long amount) throws StripeException {
      if (charges.isEmpty()) return;
      var charge = charges.get(choice % charges.size());
      stripe
          .refunds()
          .create(RefundCreateParams.builder().setCharge(charge).setAmount(amount).build());
    }
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void balancesAreTheSumsOfTheirTransactions(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 100_000) Integer> choices)
      throws Exception {
    var directory = Files.createTempDirectory("twin");
    var clock = new HandClock();
    var options =
        StripeTwinOptions.inProcess().clock(clock).journal(directory.resolve("psp.jsonl"));
    var seen = new ArrayList<List<Long>>();
    String payee;
    try (var twin = StripeTwin.start(options)) {
      var history = new History(twin, clock);
      payee = history.payee.getId();
      for (var choice : choices) history.step(choice);
      seen.add(sums(twin, payee));
    }
    try (var twin = StripeTwin.start(options)) {
      seen.add(sums(twin, payee));
    }
    assertThat(seen.getLast()).isEqualTo(seen.getFirst());
    delete(directory);
  }

  private static List<Long> sums(StripeTwin twin, String payee) throws StripeException {
    var platform = RequestOptions.getDefault();
    var account = RequestOptions.builder().setStripeAccount(payee).build();
    return List.of(sum(twin, platform), sum(twin, account));
  }

  private static long sum(StripeTwin twin, RequestOptions as) throws StripeException {
    var stripe = Caller.of(twin).stripe().v1();
    var all = BalanceTransactionListParams.builder().setLimit(100L).build();
    var listed = stripe.balanceTransactions().list(all, as).autoPagingIterable(null, as);
    var moved = StreamSupport.stream(listed.spliterator(), false).toList();
    var balance = stripe.balance().retrieve(as);
    var available = balance.getAvailable().stream().mapToLong(part -> part.getAmount()).sum();
    var pending = balance.getPending().stream().mapToLong(part -> part.getAmount()).sum();
    assertThat(net(moved, "available")).isEqualTo(available);
    assertThat(net(moved, "pending")).isEqualTo(pending);
    return available + pending;
  }

  private static long net(List<BalanceTransaction> moved, String status) {
    return moved.stream()
        .filter(one -> one.getStatus().equals(status))
        .mapToLong(BalanceTransaction::getNet)
        .sum();
  }

  private static void delete(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve("psp.jsonl"));
    Files.delete(directory);
  }
}
