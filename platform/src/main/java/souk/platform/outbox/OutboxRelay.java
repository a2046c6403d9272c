package souk.platform.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.HeldLease;
import souk.platform.postgres.Leases;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/**
 * Brings the events of every module to their handlers. A lane is served by the process that leases
 * it; an event that fails holds back its own aggregate, never its lane.
 */
@Singleton
final class OutboxRelay implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 200;
  private static final Duration TICK = Duration.ofMillis(500);

  /** Under load a pass then takes several events with one read and one deletion. */
  private static final Duration REST = Duration.ofMillis(25);

  /** Each deletion is a commit; what is not yet deleted when a process dies comes once more. */
  private static final int FORGOTTEN_TOGETHER = 20;

  private static final Duration RETRY_MAX = Duration.ofSeconds(30);
  private static final int ATTEMPTS_QUIET = 3;

  private final Collection<Outbox> outboxes;
  private final Collection<EventHandler> handlers;
  private final Collection<EventListener> listeners;
  private final Inbox inbox;
  private final Transactions transactions;
  private final Leases leases;
  private final Bell bell;

  OutboxRelay(
      Collection<Outbox> outboxes,
      Collection<EventHandler> handlers,
      Collection<EventListener> listeners,
      Inbox inbox,
      Transactions transactions,
      Leases leases,
      Bell bell) {
    this.outboxes = outboxes;
    this.handlers = handlers;
    this.listeners = listeners;
    this.inbox = inbox;
    this.transactions = transactions;
    this.leases = leases;
    this.bell = bell;
  }

  @Override
  public List<BackgroundLoop> start() {
    return outboxes.stream().flatMap(this::start).toList();
  }

  private Stream<BackgroundLoop> start(Outbox outbox) {
    return IntStream.range(0, Outbox.LANES).mapToObj(lane -> start(outbox, lane));
  }

  private BackgroundLoop start(Outbox outbox, int lane) {
    var name = outbox.bellName(lane);
    var lease = leases.of(name);
    var loop = BackgroundLoop.startRested(name, TICK, REST, () -> relay(outbox, lane, lease));
    bell.on(name, loop::hurry);
    return loop;
  }

  /** Looks before it takes the lease, so that an idle lane costs one read. */
  private void relay(Outbox outbox, int lane, HeldLease lease) {
    var batch = outbox.oldest(lane, BATCH);
    if (batch.isEmpty()) return;
    if (!lease.isFresh()) {
      if (!lease.renew()) return;
      // read again: the former holder may have been at work until now
      batch = outbox.oldest(lane, BATCH);
    }
    var heldBack = new HashSet<UUID>();
    batch.stream()
        .gather(Gatherers.windowFixed(FORGOTTEN_TOGETHER))
        .forEach(some -> outbox.done(relayed(outbox, some, heldBack)));
    if (batch.size() == BATCH) bell.ring(outbox.bellName(lane));
  }

  /** Those of the events that have reached all their handlers; the others come again later. */
  private List<DomainEvent> relayed(Outbox outbox, List<OutboxRow> rows, Set<UUID> heldBack) {
    return rows.stream().filter(row -> relay(outbox, row, heldBack)).map(OutboxRow::event).toList();
  }

  private boolean relay(Outbox outbox, OutboxRow row, Set<UUID> heldBack) {
    var event = row.event();
    if (!row.due() || heldBack.contains(event.aggregateId())) {
      heldBack.add(event.aggregateId());
      return false;
    }
    try {
      interested(event).forEach(handler -> deliver(handler, event));
      listeners.forEach(listener -> tell(listener, event));
      return true;
    } catch (RuntimeException failure) {
      heldBack.add(event.aggregateId());
      report(row, failure);
      outbox.later(event, delay(row.attempts()));
      return false;
    }
  }

  private Stream<EventHandler> interested(DomainEvent event) {
    return handlers.stream().filter(handler -> handler.handles(event.type()));
  }

  private void deliver(EventHandler handler, DomainEvent event) {
    transactions.run(() -> {
      if (inbox.isNew(handler, event)) handler.handle(event);
    });
  }

  private static void tell(EventListener listener, DomainEvent event) {
    try {
      if (listener.hears(event.type())) listener.heard(event);
    } catch (RuntimeException lost) {
      log.debug("{} of {} is not told", event.type(), event.aggregateId(), lost);
    }
  }

  private static void report(OutboxRow row, RuntimeException failure) {
    var event = row.event();
    if (row.attempts() < ATTEMPTS_QUIET) {
      log.debug("{} of {} comes again", event.type(), event.aggregateId(), failure);
      return;
    }
    log.warn("{} of {} keeps failing: {}", event.type(), event.aggregateId(), failure.toString());
  }

  /** 100 ms, doubled by each attempt up to 30 s. */
  static Duration delay(int attempts) {
    var doubled = Duration.ofMillis(100L << Math.min(attempts, 10));
    return doubled.compareTo(RETRY_MAX) < 0 ? doubled : RETRY_MAX;
  }
}
