package souk.sim.verdict;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.client.Caller;
import souk.sim.client.Wire;
import souk.sim.plan.Person;
import souk.sim.verdict.Inquiry.Witness;
import souk.sim.view.MoneyView;

/** Asks about the money until all of it is where it belongs, or its time is over. */
final class BooksInquiry {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String TRIAL_BALANCE = "/v1/ops/ledger/trial-balance";

  private static final String SETTLED_DAYS = "/v1/ops/settlements?status=SETTLED&limit=100";
  private static final String OPEN_CASES = "/v1/ops/reconciliation/cases?status=OPEN&limit=100";

  /** More payouts than a driver has in a run. */
  private static final int PAYOUTS_MAX = 100;

  private final Caller operator;
  private final Duration within;
  private final Map<UUID, String> unexplained = new LinkedHashMap<>();
  private final Map<Witness, String> unpaid = new LinkedHashMap<>();
  private final Map<Person, Long> payouts = new HashMap<>();
  private Map<String, String> different = Map.of();

  /** Asks about rides and the ledger as this operator; the money may still take so long. */
  BooksInquiry(Caller operator, Duration within) {
    this.operator = operator;
    this.within = within;
  }

  private record MoneyOfOrder(boolean explained, List<OnItsWay> onItsWay) {
    private record OnItsWay(String account, MoneyView amount) {}
  }

  private record PayoutPage(List<Payout> items) {
    private PayoutPage {
      Objects.requireNonNull(items, "items");
    }

    private record Payout(UUID id, String status) {}
  }

  private record EarningsView(List<Balance> balances) {
    private EarningsView {
      Objects.requireNonNull(balances, "balances");
    }

    private record Balance(MoneyView earned, MoneyView tips, MoneyView onItsWay) {
      boolean isNothing() {
        return earned.amount() == 0 && tips.amount() == 0 && onItsWay.amount() == 0;
      }
    }
  }

  private record Listed(List<Object> items) {
    private Listed {
      Objects.requireNonNull(items, "items");
    }
  }

  private record Cases(List<Case> items) {
    private Cases {
      Objects.requireNonNull(items, "items");
    }

    private record Case(String reference, String verdict, MoneyView difference) {}
  }

  private record TrialBalance(boolean balanced, List<MoneyView> total) {}

  Books ask(Collection<UUID> rides, List<Witness> drivers) throws InterruptedException {
    rides.forEach(ride -> unexplained.put(ride, "nobody was asked"));
    drivers.forEach(driver -> unpaid.put(driver, "nobody was asked"));
    var end = System.nanoTime() + within.toNanos();
    turn();
    while (isOpen() && System.nanoTime() < end) {
      Thread.sleep(PAUSE);
      turn();
    }
    var left = new LinkedHashMap<Person, String>();
    unpaid.forEach((driver, why) -> left.put(driver.journal().owner(), why));
    var settled = payouts.values().stream().mapToLong(Long::longValue).sum();
    return new Books(
        unexplained,
        left,
        unbalanced(),
        different,
        rides.size() - unexplained.size(),
        settled,
        daysSettled());
  }

  private boolean isOpen() {
    return !unexplained.isEmpty() || !unpaid.isEmpty() || !different.isEmpty();
  }

  private void turn() throws InterruptedException {
    for (var ride : List.copyOf(unexplained.keySet())) {
      var why = unexplained(ride);
      if (why.isEmpty()) unexplained.remove(ride);
      else unexplained.put(ride, why);
    }
    for (var driver : List.copyOf(unpaid.keySet())) {
      var why = unpaid(driver);
      if (why.isEmpty()) unpaid.remove(driver);
      else unpaid.put(driver, why);
    }
    different = different();
  }

  /** Empty when all is well: also for a ride for which no money ever moved. */
  private String unexplained(UUID ride) throws InterruptedException {
    try {
      return switch (operator.call(Call.get("/v1/ops/orders/ride/" + ride + "/money"))) {
        case Answer.Done done -> {
          var money = done.as(MoneyOfOrder.class);
          yield money.explained() ? "" : "on its way: " + money.onItsWay();
        }
        case Answer.Refused(var status, var code) -> status == 404 ? "" : status + " " + code;
        case Answer.Unanswered(var why) -> why;
      };
    } catch (Wire.Garbled garbled) {
      return String.valueOf(garbled.getMessage());
    }
  }

  private String unpaid(Witness driver) throws InterruptedException {
    var asking = driver.caller();
    try {
      if (!(asking.call(Call.get("/v1/payees/me/earnings")) instanceof Answer.Done earnings)) {
        return "is not told what he has earned";
      }
      var page = "/v1/payees/me/payouts?limit=" + PAYOUTS_MAX;
      if (!(asking.call(Call.get(page)) instanceof Answer.Done sent)) {
        return "is not told of his payouts";
      }
      return unpaid(driver, earnings.as(EarningsView.class), sent.as(PayoutPage.class));
    } catch (Wire.Garbled garbled) {
      return String.valueOf(garbled.getMessage());
    }
  }

  private String unpaid(Witness driver, EarningsView earnings, PayoutPage sent) {
    var open = sent.items().stream().filter(payout -> !payout.status().equals("SETTLED")).toList();
    if (!open.isEmpty()) return "waits for " + open;
    var waiting = earnings.balances().stream().filter(one -> !one.isNothing()).toList();
    if (!waiting.isEmpty()) return "has earned " + waiting;
    payouts.put(driver.journal().owner(), (long) sent.items().size());
    return "";
  }

  /** How many there are, up to a hundred; 0 when nobody says. */
  private long daysSettled() throws InterruptedException {
    try {
      return operator.call(Call.get(SETTLED_DAYS)) instanceof Answer.Done done
          ? done.as(Listed.class).items().size()
          : 0;
    } catch (Wire.Garbled garbled) {
      return 0;
    }
  }

  private Map<String, String> different() throws InterruptedException {
    try {
      return switch (operator.call(Call.get(OPEN_CASES))) {
        case Answer.Done done ->
            done.as(Cases.class).items().stream()
                .collect(
                    Collectors.toMap(
                        Cases.Case::reference,
                        one -> one.verdict() + " " + one.difference(),
                        (first, _) -> first));
        case Answer.Refused refused -> Map.of("cases", refused.toString());
        case Answer.Unanswered(var why) -> Map.of("cases", why);
      };
    } catch (Wire.Garbled garbled) {
      return Map.of("cases", String.valueOf(garbled.getMessage()));
    }
  }

  private List<String> unbalanced() throws InterruptedException {
    return switch (operator.call(Call.get(TRIAL_BALANCE))) {
      case Answer.Done done -> {
        var balance = done.as(TrialBalance.class);
        yield balance.balanced() ? List.of() : List.of("sums to " + balance.total());
      }
      case Answer.Refused refused -> List.of(refused.toString());
      case Answer.Unanswered(var why) -> List.of(why);
    };
  }
}
