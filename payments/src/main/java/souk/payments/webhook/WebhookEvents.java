package souk.payments.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.json.Json;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/** The events that the provider told us of, each kept once. */
@Singleton
public final class WebhookEvents {
  static final String BELL = "webhooks";

  private final WebhookRows rows;
  private final Collection<WebhookHandler> handlers;
  private final Transactions transactions;
  private final ActionLog actions;
  private final Json json;
  private final Bell bell;
  private final MeterRegistry meters;

  WebhookEvents(
      WebhookRows rows,
      Collection<WebhookHandler> handlers,
      Transactions transactions,
      ActionLog actions,
      Json json,
      Bell bell,
      MeterRegistry meters) {
    this.rows = rows;
    this.handlers = handlers;
    this.transactions = transactions;
    this.actions = actions;
    this.json = json;
    this.bell = bell;
    this.meters = meters;
  }

  /**
   * Keeps a genuine event; what it leads to follows. One that was told before, and one of a type
   * that concerns nobody, changes nothing but that it is on record.
   *
   * @param body as it was signed
   */
  public void receive(PspEvent event, byte[] body) {
    var concernsNobody = handlers.stream().noneMatch(handler -> handler.handles(event.type()));
    var added =
        rows.add(
            UuidCreator.getTimeOrderedEpoch(),
            event.id(),
            event.type(),
            event.createdAt(),
            event.objectId(),
            json.write(event.metadata()),
            event.payment(),
            event.account(),
            body,
            concernsNobody);
    count(added == 1 ? "new" : "known");
    if (added == 1 && !concernsNobody) bell.ring(BELL);
  }

  /** One was refused before anything was kept of it. */
  public void refused() {
    count("refused");
  }

  private void count(String outcome) {
    meters.counter("souk.webhook.received", "outcome", outcome).increment();
  }

  PspEvent event(WebhookRow row) {
    return new PspEvent(
        row.eventId(),
        row.type(),
        row.createdAt(),
        row.objectId(),
        metadata(row),
        row.payment(),
        row.account());
  }

  @SuppressWarnings("unchecked")
  private Map<String, String> metadata(WebhookRow row) {
    return json.read(row.metadata(), Map.class);
  }

  Optional<WebhookRow> find(UUID id) {
    return rows.find(id);
  }

  List<WebhookRow> page(
      @Nullable WebhookStatus status,
      @Nullable String type,
      @Nullable String objectId,
      Cursor from,
      int limit) {
    var dead = status == null ? null : status == WebhookStatus.DEAD;
    var waiting = status == null ? null : status == WebhookStatus.WAITING;
    return rows.page(dead, waiting, type, objectId, from.createdAt(), from.id(), limit);
  }

  /** Takes up again what was given up; anything else stays as it is. */
  void revive(Operator operator, UUID id) {
    transactions.run(() -> {
      if (rows.revive(id) == 0) return;
      var action =
          new OperatorAction("webhook_event.retried", "webhook_event", id, null, null, null);
      actions.add(operator, action);
    });
    bell.ring(BELL);
  }
}
