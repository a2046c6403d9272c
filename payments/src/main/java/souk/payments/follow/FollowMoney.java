package souk.payments.follow;

import static java.util.function.Predicate.not;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import souk.payments.follow.Earning.Part;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Leg;
import souk.payments.ledger.OrderJournals;
import souk.payments.ledger.OrderJournals.PayeeAccount;
import souk.payments.ledger.OrderPostings;
import souk.payments.ledger.OrderPostings.Open;
import souk.payments.order.OrderRef;
import souk.payments.payout.PayoutTraces;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/** Follows an order's money, as it all is at one moment. */
@Singleton
final class FollowMoney {
  private static final String SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private final OrderJournals journals;
  private final PayeeLots lots;
  private final PayoutTraces payouts;
  private final DatabaseClock clock;
  private final Transactions transactions;
  private final Statements database;

  FollowMoney(
      OrderJournals journals,
      PayeeLots lots,
      PayoutTraces payouts,
      DatabaseClock clock,
      Transactions transactions,
      Statements database) {
    this.journals = journals;
    this.lots = lots;
    this.payouts = payouts;
    this.clock = clock;
    this.transactions = transactions;
    this.database = database;
  }

  /** Empty when no money ever moved for it. */
  Optional<OrderMoney> of(OrderRef order) {
    return transactions.call(() -> {
      database.update(SNAPSHOT, _ -> {});
      return Optional.of(journals.of(order))
          .filter(not(one -> one.postings().isEmpty()))
          .map(one -> followed(order, one, clock.now()));
    });
  }

  private OrderMoney followed(OrderRef order, OrderPostings posted, Instant now) {
    var earnings = new ArrayList<Earning>();
    var debts = new ArrayList<PayeeDebt>();
    for (var account : journals.payeesOf(order)) {
      if (account.kind() == AccountKind.PAYEE_RECEIVABLE) debts.add(debt(account, now));
      else earnings.add(earning(account, now));
    }
    var places = new Places();
    posted.postings().forEach(places::add);
    earnings.forEach(places::add);
    debts.forEach(places::add);
    var open =
        Stream.concat(posted.onItsWay(now).stream(), inTransit(earnings, now).stream()).toList();
    return new OrderMoney(
        order,
        open.isEmpty(),
        places.captured(),
        places.standings(),
        earnings,
        debts,
        open,
        posted.postings());
  }

  private Earning earning(PayeeAccount account, Instant now) {
    var of = account.orders();
    var all = lots.of(account);
    var since = since(all.standing(of));
    return new Earning(
        account.payee(),
        account.kind(),
        money(account, all.came(of)),
        money(account, all.went(of)),
        money(account, sum(all.standing(of))),
        since.orElse(null),
        since.map(one -> OrderPostings.secondsSince(one, now)).orElse(null),
        money(account, all.kept(of)),
        money(account, all.ofOthers(of)),
        all.payouts(of).stream().flatMap(taken -> part(account, taken).stream()).toList());
  }

  private PayeeDebt debt(PayeeAccount account, Instant now) {
    var of = account.orders();
    var all = lots.of(account);
    var since = since(all.standing(of));
    return new PayeeDebt(
        account.payee(),
        money(account, all.came(of)),
        money(account, all.went(of)),
        money(account, sum(all.standing(of))),
        since.orElse(null),
        since.map(one -> OrderPostings.secondsSince(one, now)).orElse(null),
        money(account, all.kept(of)),
        money(account, all.ofOthers(of)));
  }

  private Optional<Part> part(PayeeAccount account, Lots.Taken taken) {
    return payouts
        .find(taken.payout())
        .map(payout ->
            new Part(
                money(account, taken.minor(account.orders())),
                money(account, taken.keptBesides()),
                taken.cameBack(),
                payout));
  }

  /** What has left a payee's account for his bank and not arrived there. */
  private static List<Open> inTransit(List<Earning> earnings, Instant now) {
    return earnings.stream()
        .flatMap(earning -> earning.payouts().stream().flatMap(part -> open(earning, part, now)))
        .toList();
  }

  private static Stream<Open> open(Earning earning, Part part, Instant now) {
    var payout = part.payout();
    var place = Place.of(payout.status(), payout.finishedAt() != null);
    if (part.cameBackAt() != null || place != Place.PAYEE_IN_TRANSIT) return Stream.empty();
    var account =
        "%s:%s:%s"
            .formatted(
                AccountKind.PAYOUT_IN_TRANSIT.code(),
                earning.payee(),
                payout.amount().currency().getCurrencyCode());
    return Stream.of(Open.of(account, Leg.Side.CREDIT, part.amount(), payout.takenUpAt(), now));
  }

  private static long sum(List<Lots.Lot> lots) {
    return lots.stream().mapToLong(Lots.Lot::minor).sum();
  }

  private static Optional<Instant> since(List<Lots.Lot> lots) {
    return lots.stream().map(Lots.Lot::since).min(Comparator.naturalOrder());
  }

  private static Money money(PayeeAccount account, long minor) {
    return new Money(minor, account.currency());
  }
}
