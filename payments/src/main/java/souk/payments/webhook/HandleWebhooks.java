package souk.payments.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/**
 * Brings events to whom they concern, and forgets them when their time is over. Whoever dies
 * between the two commits of an event, the handler's and the mark that it was handled, has it told
 * again: handlers only say where to look.
 */
@Singleton
final class HandleWebhooks implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(HandleWebhooks.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration FORGETTING = Duration.ofMinutes(10);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(5);
  private static final int BATCH = 64;
  private static final int FORGOTTEN_AT_ONCE = 2_000;
  private static final int STATEMENTS_MAX = 500;

  /** With the pauses between them, about half an hour. */
  static final int ATTEMPTS_MAX = 12;

  private static final int FAILURE_LENGTH_MAX = 300;

  private final WebhookRows rows;
  private final WebhookEvents events;
  private final Collection<WebhookHandler> handlers;
  private final Transactions transactions;
  private final Duration retention;
  private final Bell bell;
  private final Counter dead;

  HandleWebhooks(
      WebhookRows rows,
      WebhookEvents events,
      Collection<WebhookHandler> handlers,
      Transactions transactions,
      WebhookConfiguration configuration,
      Bell bell,
      MeterRegistry meters) {
    this.rows = rows;
    this.events = events;
    this.handlers = handlers;
    this.transactions = transactions;
    this.retention = configuration.getRetention();
    this.bell = bell;
    this.dead =
        Counter.builder("souk.webhook.dead")
            .description("Events of the provider that were given up after many attempts")
            .register(meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("webhooks", TICK, this::pass);
    bell.on(WebhookEvents.BELL, loop::hurry);
    return List.of(loop, BackgroundLoop.start("webhook-forgetting", FORGETTING, this::forget));
  }

  /** Handles all events whose time has come. */
  void pass() {
    List<WebhookRow> due;
    do {
      due = rows.claimDue(LEASE.toMillis(), BATCH);
      var handled = due.stream().filter(this::handle).map(WebhookRow::id).toList();
      if (!handled.isEmpty()) rows.handled(handled);
    } while (due.size() == BATCH);
  }

  private boolean handle(WebhookRow row) {
    try {
      var event = events.event(row);
      handlers.stream()
          .filter(handler -> handler.handles(event.type()))
          .forEach(handler -> transactions.run(() -> handler.handle(event)));
      return true;
    } catch (RuntimeException failure) {
      failed(row, failure);
      return false;
    }
  }

  private void failed(WebhookRow row, RuntimeException failure) {
    var said = failure.toString();
    var givenUp = row.attempts() >= ATTEMPTS_MAX;
    var kept = said.substring(0, Math.min(said.length(), FAILURE_LENGTH_MAX));
    rows.failed(row.id(), pause(row.attempts()).toMillis(), kept, givenUp);
    if (!givenUp) {
      log.warn("{} {} failed and comes again: {}", row.type(), row.eventId(), said);
      return;
    }
    dead.increment();
    log.error("{} {} is given up: {}", row.type(), row.eventId(), said);
  }

  /** From a second, doubled by each attempt, up to five minutes. */
  private static Duration pause(int attempts) {
    var doubled = Duration.ofSeconds(1L << Math.min(attempts - 1, 10));
    return doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
  }

  void forget() {
    for (var statement = 0; statement < STATEMENTS_MAX; statement++) {
      if (rows.forget(retention.toSeconds(), FORGOTTEN_AT_ONCE) < FORGOTTEN_AT_ONCE) return;
    }
  }
}
