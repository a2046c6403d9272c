package souk.payments.payout;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.fx.Exchange;
import souk.payments.fx.Rate;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;
import souk.platform.money.Money;

/**
 * Two journals that name each other and meet in the liquidity of their currencies, at the rate
 * itself; a third takes the spread and what the roundings leave. So each currency balances alone,
 * and what stands on its liquidity is what was changed of it and nothing else.
 */
final class ChangePostings {
  private final UUID payout;
  private final UUID payee;
  private final Change change;

  private ChangePostings(UUID payout, UUID payee, Change change) {
    this.payout = payout;
    this.payee = payee;
    this.change = change;
  }

  static List<Journal> of(UUID payout, UUID payee, Change change) {
    return new ChangePostings(payout, payee, change).journals();
  }

  private List<Journal> journals() {
    var sold = new ArrayList<Leg>();
    var bought = new ArrayList<Leg>();
    var kept = new ArrayList<Leg>();
    add(AccountKind.PAYEE_PAYABLE, change.earned(), sold, bought, kept);
    add(AccountKind.TIPS, change.tips(), sold, bought, kept);
    closed(sold, AccountKind.FX_LIQUIDITY);
    closed(bought, AccountKind.FX_LIQUIDITY);
    var journals = new ArrayList<Journal>();
    journals.add(journal("sold", Template.CHANGE_SOLD, sold).with("bought", key("bought")));
    journals.add(journal("bought", Template.CHANGE_BOUGHT, bought).with("sold", key("sold")));
    var all = keptBy(kept);
    if (!all.isEmpty()) journals.add(journal("kept", Template.CHANGE_KEPT, all));
    return journals;
  }

  /**
   * What a part gives, what it gets for it at the rate itself, and what of that it does not get.
   */
  private void add(
      AccountKind kind, @Nullable Exchange part, List<Leg> sold, List<Leg> bought, List<Leg> kept) {
    if (part == null) return;
    var here = Account.of(kind, payee, part.sold().currency());
    var there = Account.of(kind, payee, part.bought().currency());
    sold.add(here.debit(part.sold()));
    if (part.worth().minor() > 0) bought.add(there.credit(part.worth()));
    debit(kept, there, part.worth().minus(part.bought()));
  }

  private List<Leg> keptBy(List<Leg> kept) {
    var legs = new ArrayList<>(kept);
    var to = change.parts().getFirst().bought().currency();
    var rounding =
        change.parts().stream().map(Exchange::rounding).reduce(Money.zero(to), Money::plus);
    credit(legs, Account.of(AccountKind.FX_SPREAD, to), change.spread(to));
    credit(legs, Account.of(AccountKind.ROUNDING, to), rounding);
    return legs;
  }

  private static void closed(List<Leg> legs, AccountKind kind) {
    var first = legs.getFirst();
    var total = legs.stream().map(Leg::amount).reduce(Money::plus).orElseThrow();
    var other = Account.of(kind, total.currency());
    legs.add(first.side() == Leg.Side.DEBIT ? other.credit(total) : other.debit(total));
  }

  private static void debit(List<Leg> legs, Account account, Money amount) {
    credit(legs, account, Money.zero(amount.currency()).minus(amount));
  }

  /** A negative amount is a debit, and none is no leg. */
  private static void credit(List<Leg> legs, Account account, Money amount) {
    if (amount.minor() == 0) return;
    legs.add(
        amount.isNegative()
            ? account.debit(Money.zero(amount.currency()).minus(amount))
            : account.credit(amount));
  }

  private Journal journal(String what, Template template, List<Leg> legs) {
    Rate rate = change.rate();
    return new Journal(key(what), template, null, legs, new TreeMap<>(), null)
        .with("rate", rate.rate().toPlainString())
        .with("base", rate.base())
        .with("quote", rate.quote())
        .with("source", rate.source())
        .with("as_of", rate.asOf())
        .with("rate_id", rate.id());
  }

  private String key(String what) {
    return "payout %s change %s".formatted(payout, what);
  }
}
