package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import souk.embedded.stripe.money.BalanceTransaction;

/** What each account has, and every movement of it; not thread-safe. */
public final class Balances {
  /** What an account has of one currency, in the smallest unit. */
  public record Balance(long available, long pending) {}

  /** What became available is added up once; the rest waits in the order of its time. */
  private static final class Purse {
    private long available;
    private long pending;
    private final PriorityQueue<BalanceTransaction> waiting =
        new PriorityQueue<>(Comparator.comparing(BalanceTransaction::availableOn));

    void add(BalanceTransaction moved) {
      pending += moved.net();
      waiting.add(moved);
    }

    Balance at(Instant now) {
      for (var next = waiting.peek(); next != null; next = waiting.peek()) {
        if (next.availableOn().isAfter(now)) break;
        waiting.remove();
        pending -= next.net();
        available += next.net();
      }
      return new Balance(available, pending);
    }
  }

  private final Map<String, BalanceTransaction> byId = new HashMap<>();
  private final Map<String, List<BalanceTransaction>> byOwner = new HashMap<>();
  private final Map<String, TreeMap<String, Purse>> purses = new HashMap<>();

  void post(BalanceTransaction moved) {
    if (byId.putIfAbsent(moved.id(), moved) != null) {
      throw new IllegalStateException("a balance moved twice for " + moved.id());
    }
    byOwner.computeIfAbsent(moved.owner(), _ -> new ArrayList<>()).add(moved);
    purses
        .computeIfAbsent(moved.owner(), _ -> new TreeMap<>())
        .computeIfAbsent(moved.currency(), _ -> new Purse())
        .add(moved);
  }

  void clear() {
    byId.clear();
    byOwner.clear();
    purses.clear();
  }

  /** The movement of that id. */
  public Optional<BalanceTransaction> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** An account's movements, the newest first. */
  public Stream<BalanceTransaction> newestFirst(String owner) {
    return byOwner.getOrDefault(owner, List.of()).reversed().stream();
  }

  /** What an account has, by currency. */
  public SortedMap<String, Balance> of(String owner, Instant now) {
    var found = new TreeMap<String, Balance>();
    purses
        .getOrDefault(owner, new TreeMap<>())
        .forEach((currency, purse) -> found.put(currency, purse.at(now)));
    return Collections.unmodifiableSortedMap(found);
  }

  /** What an account could give away now, in the smallest unit. */
  public long available(String owner, String currency, Instant now) {
    return of(owner, now).getOrDefault(currency, new Balance(0, 0)).available();
  }
}
