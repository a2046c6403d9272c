package souk.payments.follow;

import static java.util.stream.Collectors.toSet;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import souk.payments.ledger.OrderJournals.PayeeAccount;
import souk.payments.ledger.PayeeEntries;
import souk.payments.ledger.PayeeEntries.Entry;

/**
 * Reads as much of a payee's account as an order's money needs: from where the account was empty
 * before it came, to where it has left and does not come back.
 */
@Singleton
final class PayeeLots {
  private static final int AT_ONCE = 1000;

  private final PayeeEntries entries;

  PayeeLots(PayeeEntries entries) {
    this.entries = entries;
  }

  /** A payout that was sent before that and came back later makes it begin earlier. */
  Lots of(PayeeAccount account) {
    var start = entries.emptyBefore(account.id(), account.first());
    while (true) {
      var lots = read(account, start);
      var sent = entries.firstOf(account.id(), keys(lots.unknown(), "sent", "change sold"));
      if (sent.isEmpty() || sent.getAsLong() > start) return lots;
      start = entries.emptyBefore(account.id(), sent.getAsLong());
    }
  }

  private Lots read(PayeeAccount account, long start) {
    var lots = new Lots();
    var at = start;
    List<Entry> page;
    do {
      page = entries.after(account.id(), at, AT_ONCE);
      page.forEach(lots::add);
      if (!page.isEmpty()) at = page.getLast().seq();
    } while (page.size() == AT_ONCE && !isOver(account, lots, at));
    return lots;
  }

  private boolean isOver(PayeeAccount account, Lots lots, long at) {
    if (at < account.last() || !lots.standing(account.orders()).isEmpty()) return false;
    var payouts = lots.payouts(account.orders()).stream().map(Lots.Taken::payout).collect(toSet());
    return entries.lastOf(account.id(), keys(payouts, "failed")).orElse(0) <= at;
  }

  private static List<String> keys(Set<UUID> payouts, String... what) {
    return payouts.stream()
        .flatMap(payout -> List.of(what).stream().map(one -> "payout " + payout + " " + one))
        .toList();
  }
}
