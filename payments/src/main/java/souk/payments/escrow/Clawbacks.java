package souk.payments.escrow;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Journals;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * Who bears money that is taken back of an order. Until the order is done that is its escrow;
 * afterwards each of those who had it, by what is left of his share, to the cent. What was taken of
 * the escrow is divided in the same way when the order is done, so it makes no difference which of
 * the two came first.
 *
 * <p>Whoever asks holds the lock on the charge's row: an order's money is divided behind it too.
 */
@Singleton
public final class Clawbacks {
  /** The fact that names what a journal was posted for. */
  public static final String CAUSE = "cause";

  /** The fact that names the journal whose shares were taken back. */
  private static final String COMPLETION = "completion";

  private final Journals journals;

  Clawbacks(Journals journals) {
    this.journals = journals;
  }

  /** The journal that debits whoever bears the amount now. */
  public Journal taken(Clawback clawback) {
    var escrow = Account.of(AccountKind.ESCROW, clawback.order(), clawback.amount().currency());
    return journals
        .latestDebiting(escrow, Template.COMPLETED)
        .map(done -> ofShares(clawback, done, List.of()))
        .orElseGet(() -> journal(clawback, List.of(escrow.debit(clawback.amount()))));
  }

  /** The journal that undoes all that was posted for the cause; empty when that is nothing. */
  public Optional<Journal> undone(String key, Template template, String cause, OrderRef order) {
    var told = journals.causedBy(cause);
    var sums = new TreeMap<Account, Money>();
    told.stream()
        .flatMap(journal -> journal.legs().stream())
        .forEach(leg -> sums.merge(Shares.owed(leg.account()), debited(leg), Money::plus));
    sums.values().removeIf(sum -> sum.minor() == 0);
    if (sums.isEmpty()) return Optional.empty();
    var legs = sums.entrySet().stream().map(sum -> back(sum.getKey(), sum.getValue())).toList();
    var undone = Journal.of(key, template, order, legs).with(CAUSE, cause);
    return told.stream()
        .flatMap(journal -> Optional.ofNullable(journal.facts().get(COMPLETION)).stream())
        .findFirst()
        .map(completion -> undone.with(COMPLETION, completion))
        .or(() -> Optional.of(undone));
  }

  /** What comes back to a payee first pays what he owes us. */
  private static Leg back(Account account, Money sum) {
    if (sum.isNegative()) return account.debit(Money.zero(sum.currency()).minus(sum));
    return account.kind() == AccountKind.PAYEE_PAYABLE
        ? Shares.owing(account).credit(sum).orElse(account)
        : account.credit(sum);
  }

  /**
   * The journals by which what was taken of escrows before becomes a part of the shares.
   *
   * @param done divides the money, and is posted together with them
   * @param order what was sold
   * @param escrows that it empties
   */
  List<Journal> divided(Journal done, OrderRef order, List<Account> escrows) {
    var divided = new ArrayList<Journal>();
    for (var escrow : escrows) {
      takenOf(escrow)
          .forEach((cause, amount) -> {
            var key = cause + " divided";
            var template = Template.CLAWBACK_DIVIDED;
            var clawback = new Clawback(key, template, cause, order, amount, escrow);
            divided.add(ofShares(clawback, done, divided));
          });
    }
    return divided;
  }

  /** By cause, those of nothing left out. */
  private TreeMap<String, Money> takenOf(Account escrow) {
    var sums = new TreeMap<String, Money>();
    for (var journal : journals.withCauseOn(escrow)) {
      journal.legs().stream()
          .filter(leg -> leg.account().equals(escrow))
          .forEach(leg ->
              sums.merge(journal.facts().getOrDefault(CAUSE, ""), debited(leg), Money::plus));
    }
    sums.values().removeIf(sum -> sum.minor() <= 0);
    return sums;
  }

  private Journal ofShares(Clawback clawback, Journal done, List<Journal> unposted) {
    var giving = giving(done);
    journals.lock(giving.key());
    var told =
        Stream.concat(
                journals.takenBackOf(giving.key()).stream(),
                unposted.stream().filter(one -> giving.key().equals(one.facts().get(COMPLETION))))
            .toList();
    var legs = Shares.of(giving, told).giving(clawback.amount());
    return journal(clawback, legs).with(COMPLETION, giving.key());
  }

  /** A debt that was paid gave nobody anything: the order it is of did, when it was owed. */
  private Journal giving(Journal done) {
    var order = done.order();
    if (order == null) return done;
    return done.legs().stream()
        .filter(leg -> leg.account().kind() == AccountKind.CUSTOMER_RECEIVABLE)
        .filter(leg -> leg.side() == Leg.Side.CREDIT)
        .findFirst()
        .flatMap(leg -> journals.latestDebiting(leg.account(), Template.COMPLETED, order))
        .orElse(done);
  }

  private static Journal journal(Clawback clawback, List<Leg> bearing) {
    var legs = Stream.concat(bearing.stream(), Stream.of(clawback.to().credit(clawback.amount())));
    return Journal.of(clawback.key(), clawback.template(), clawback.order(), legs.toList())
        .with(CAUSE, clawback.cause());
  }

  private static Money debited(Leg leg) {
    return switch (leg.side()) {
      case DEBIT -> leg.amount();
      case CREDIT -> Money.zero(leg.amount().currency()).minus(leg.amount());
    };
  }
}
