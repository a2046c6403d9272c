package souk.payments.follow;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import souk.payments.follow.Earning.Part;
import souk.payments.follow.OrderMoney.Standing;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.OrderPostings.Line;
import souk.payments.ledger.OrderPostings.Posting;
import souk.payments.ledger.Template;
import souk.platform.money.Money;

/**
 * Adds up where an order's money is. What was posted because of it says all but what became of
 * payees' earnings; that is said by what left their accounts. The two know nothing of each other,
 * so their sum is what was captured only if both tell all of it.
 */
final class Places {
  private record Key(String currency, Place place) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::currency).thenComparing(Key::place);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<Key, Money> sums = new TreeMap<>();
  private final Map<String, Money> captured = new TreeMap<>();

  void add(Posting posting) {
    posting.lines().forEach(line -> add(posting.what(), line));
  }

  private void add(Template what, Line line) {
    if (isMemo(line.kind()) || isPayees(line.kind())) return;
    if (what == Template.CAPTURED && line.kind() != AccountKind.ESCROW) {
      captured.merge(currency(line.amount()), line.signed(), Money::plus);
    } else {
      less(Place.of(line.kind(), what), line.signed());
    }
  }

  void add(Earning earning) {
    more(Place.PAYEE_WAITS, earning.waiting());
    more(Place.PAYEE_KEPT, earning.kept());
    less(Place.PAYEE_KEPT, earning.ofOthers());
    earning.payouts().stream().filter(part -> part.cameBackAt() == null).forEach(this::add);
  }

  private void add(Part part) {
    var payout = part.payout();
    more(Place.of(payout.status(), payout.finishedAt() != null), part.amount());
  }

  void add(PayeeDebt debt) {
    less(Place.PAYEE_OWES, debt.open());
    less(Place.PAYEE_KEPT, debt.repaid());
    more(Place.PAYEE_KEPT, debt.ofOthers());
  }

  private void more(Place place, Money amount) {
    sums.merge(new Key(currency(amount), place), amount, Money::plus);
  }

  private void less(Place place, Money amount) {
    more(place, Money.zero(amount.currency()).minus(amount));
  }

  List<Money> captured() {
    return List.copyOf(captured.values());
  }

  /** By currency; places where nothing is are left out. */
  List<Standing> standings() {
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue().minor() != 0)
        .map(sum -> new Standing(sum.getKey().place(), sum.getValue()))
        .toList();
  }

  private static String currency(Money amount) {
    return amount.currency().getCurrencyCode();
  }

  private static boolean isMemo(AccountKind kind) {
    return kind == AccountKind.CARDS_RESERVED || kind == AccountKind.RESERVED_FOR_ORDER;
  }

  private static boolean isPayees(AccountKind kind) {
    return kind == AccountKind.PAYEE_PAYABLE
        || kind == AccountKind.TIPS
        || kind == AccountKind.PAYEE_RECEIVABLE;
  }
}
