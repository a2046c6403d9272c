package souk.payments.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspBalance;
import souk.payments.psp.PspMovement;
import souk.payments.psp.PspUnreadable;

/** A provider whose statement loses, changes and invents movements, on short pages. */
final class OtherBalance implements PspBalance {
  private static final int PAGE = 3;

  final Set<String> lost = ConcurrentHashMap.newKeySet();
  final Map<String, UnaryOperator<PspMovement>> changed = new ConcurrentHashMap<>();
  final List<PspMovement> invented = new CopyOnWriteArrayList<>();
  final List<PspUnreadable> unreadable = new CopyOnWriteArrayList<>();
  final AtomicInteger unavailable = new AtomicInteger();
  final AtomicInteger deaths = new AtomicInteger();
  private final PspBalance honest;

  OtherBalance(PspBalance honest) {
    this.honest = honest;
  }

  /** Whoever asks dies as soon as the answer is there. */
  static final class Died extends RuntimeException {}

  @Override
  public Lookup<Page> movements(Instant from, Instant until, @Nullable String after) {
    if (unavailable.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return new Lookup.Unavailable<>(Hindrance.UNANSWERED);
    }
    var all = told(from, until);
    if (deaths.getAndUpdate(n -> Math.max(0, n - 1)) > 0) throw new Died();
    var ids = all.stream().map(PspMovement::id).toList();
    if (after != null && !ids.contains(after)) return new Lookup.Absent<>();
    var rest = all.subList(after == null ? 0 : ids.indexOf(after) + 1, all.size());
    var page = rest.subList(0, Math.min(PAGE, rest.size()));
    var strange = after == null ? List.copyOf(unreadable) : List.<PspUnreadable>of();
    var last = page.isEmpty() ? "" : page.getLast().id();
    return new Lookup.Found<>(new Page(page, strange, last, rest.size() <= PAGE));
  }

  /** Everything, the newest first. */
  List<PspMovement> told(Instant from, Instant until) {
    var all = new ArrayList<PspMovement>();
    invented.stream()
        .filter(one -> !one.createdAt().isBefore(from) && one.createdAt().isBefore(until))
        .forEach(all::add);
    honest(from, until).stream()
        .filter(one -> !lost.contains(one.id()))
        .map(one -> changed.getOrDefault(one.id(), same -> same).apply(one))
        .forEach(all::add);
    return all;
  }

  List<PspMovement> honest(Instant from, Instant until) {
    var all = new ArrayList<PspMovement>();
    @Nullable String after = null;
    while (true) {
      if (!(honest.movements(from, until, after) instanceof Lookup.Found<Page>(var page))) {
        throw new AssertionError("the twin does not answer");
      }
      all.addAll(page.movements());
      if (page.isLast()) return all;
      after = page.last();
    }
  }

  @Override
  public Lookup<List<Funds>> funds() {
    return honest.funds();
  }
}
