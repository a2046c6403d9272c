package souk.payments.follow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.PayeeEntries.Entry;

/**
 * Whose money stands on a payee's account, and whose left it, and how. The account itself does not
 * say it: what is there is one sum. So the money is kept apart here, in lots, by one rule: what is
 * taken back of an order takes what is left of that order's own, the latest first; everything else,
 * and what is missing, takes what came first. What a payout brings back is whose it was.
 *
 * <p>Begins where the account was empty, and takes its entries in their order. All lots together
 * are always the account's balance, and those of a payout always its part of the account.
 */
final class Lots {
  /**
   * Money of one order.
   *
   * @param order null for what no order brought
   */
  record Lot(@Nullable UUID order, long minor, Instant since) {
    private Lot of(long part) {
      return new Lot(order, part, since);
    }
  }

  /**
   * What a payout took of the account.
   *
   * @param keptBesides what was kept back in the same moment of what the payee owed
   * @param cameBack when it did; null while it has not
   */
  record Taken(UUID payout, List<Lot> lots, long keptBesides, @Nullable Instant cameBack) {
    long minor(Set<UUID> orders) {
      return of(lots, orders).stream().mapToLong(Lot::minor).sum();
    }
  }

  private record Kept(Instant at, long minor) {}

  private final List<Lot> standing = new ArrayList<>();
  private final Map<UUID, Taken> payouts = new LinkedHashMap<>();
  private final Set<UUID> bought = new HashSet<>();
  private final Set<UUID> unknown = new HashSet<>();
  private final List<Lot> kept = new ArrayList<>();
  private final Map<UUID, Long> came = new HashMap<>();
  private final Map<UUID, Long> went = new HashMap<>();
  private final Map<UUID, Long> ofOthers = new HashMap<>();
  private Kept netted = new Kept(Instant.MIN, 0);

  /** Takes the next entry. */
  void add(Entry entry) {
    switch (entry.what()) {
      case PAYOUT_SENT, CHANGE_SOLD -> sent(entry);
      case PAYOUT_FAILED -> failed(entry);
      // comes and leaves for one payout and at once: the earnings left when they were sold
      case CHANGE_BOUGHT -> bought.add(payout(entry));
      case CHANGE_KEPT -> {}
      case PAYEE_DEBT_NETTED -> {
        netted = new Kept(entry.at(), Math.abs(entry.minor()));
        other(entry);
      }
      case AUTHORIZED,
          HOLD_RESOLVED,
          CAPTURED,
          COMPLETED,
          REFUND_ACCEPTED,
          REFUND_EXECUTED,
          REFUND_FAILED,
          CLAWBACK_DIVIDED,
          DISPUTE_OPENED,
          DISPUTE_WON,
          DISPUTE_LOST,
          PAYOUT_PAID,
          PAYOUT_RETURNED,
          PSP_FEE,
          FX,
          AVAILABLE,
          OWN_PAYOUT,
          SUSPENDED,
          REVERSAL ->
          other(entry);
    }
  }

  /** A payout that sent more than was there has left a debt. */
  private void sent(Entry entry) {
    var payout = payout(entry);
    if (bought.contains(payout)) return;
    if (entry.minor() > 0) {
      other(entry);
      return;
    }
    var besides = netted.at().equals(entry.at()) ? netted.minor() : 0;
    payouts.put(payout, new Taken(payout, oldest(-entry.minor()), besides, null));
  }

  /** What it took comes behind all that came since. */
  private void failed(Entry entry) {
    var payout = payout(entry);
    var taken = payouts.get(payout);
    var back = taken == null ? List.<Lot>of() : taken.lots();
    if (taken == null) unknown.add(payout);
    else payouts.put(payout, new Taken(payout, back, taken.keptBesides(), entry.at()));
    back.forEach(lot -> standing.add(new Lot(lot.order(), lot.minor(), entry.at())));
    var more = entry.minor() - back.stream().mapToLong(Lot::minor).sum();
    if (more > 0) standing.add(new Lot(null, more, entry.at()));
  }

  private void other(Entry entry) {
    var order = entry.order();
    if (entry.minor() > 0) {
      standing.add(new Lot(order, entry.minor(), entry.at()));
      if (order != null) came.merge(order, entry.minor(), Long::sum);
    } else if (order == null) {
      kept.addAll(oldest(-entry.minor()));
    } else {
      went.merge(order, -entry.minor(), Long::sum);
      var missing = -entry.minor() - own(order, -entry.minor());
      var others = oldest(missing);
      kept.addAll(others);
      ofOthers.merge(order, others.stream().mapToLong(Lot::minor).sum(), Long::sum);
    }
  }

  /** Takes so much of an order's own, if it is there; answers how much it was. */
  private long own(UUID order, long minor) {
    var left = minor;
    for (var at = standing.size() - 1; at >= 0 && left > 0; at--) {
      var lot = standing.get(at);
      if (!order.equals(lot.order())) continue;
      var part = Math.min(left, lot.minor());
      left -= part;
      replace(at, lot.minor() - part);
    }
    return minor - left;
  }

  private List<Lot> oldest(long minor) {
    var taken = new ArrayList<Lot>();
    var left = minor;
    while (left > 0 && !standing.isEmpty()) {
      var lot = standing.getFirst();
      var part = Math.min(left, lot.minor());
      taken.add(lot.of(part));
      left -= part;
      replace(0, lot.minor() - part);
    }
    return taken;
  }

  private void replace(int at, long rest) {
    if (rest == 0) standing.remove(at);
    else standing.set(at, standing.get(at).of(rest));
  }

  /** Payouts that came back and were sent before this began. */
  Set<UUID> unknown() {
    return unknown;
  }

  /** Those lots that are still there. */
  List<Lot> standing(Set<UUID> orders) {
    return of(standing, orders);
  }

  /** What payouts took of these orders, in their order. */
  List<Taken> payouts(Set<UUID> orders) {
    return payouts.values().stream().filter(taken -> taken.minor(orders) > 0).toList();
  }

  /** What came because of them. */
  long came(Set<UUID> orders) {
    return sum(came, orders);
  }

  /** What was taken back of them. */
  long went(Set<UUID> orders) {
    return sum(went, orders);
  }

  /** What of them was kept for something else. */
  long kept(Set<UUID> orders) {
    return of(kept, orders).stream().mapToLong(Lot::minor).sum();
  }

  /** What was taken back of them when nothing of theirs was left, and so was of others. */
  long ofOthers(Set<UUID> orders) {
    return sum(ofOthers, orders);
  }

  private static long sum(Map<UUID, Long> sums, Set<UUID> orders) {
    return orders.stream().mapToLong(order -> sums.getOrDefault(order, 0L)).sum();
  }

  private static List<Lot> of(List<Lot> lots, Set<UUID> orders) {
    return lots.stream()
        .filter(lot -> lot.order() != null && orders.contains(lot.order()))
        .toList();
  }

  /** A payout's journals begin with its id. */
  private static UUID payout(Entry entry) {
    return UUID.fromString(entry.key().split(" ", 3)[1]);
  }
}
