package souk.payments.dispute;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.psp.PspDispute;
import souk.payments.psp.PspDispute.Status;
import souk.payments.refund.RefundDesk;
import souk.payments.refund.RefundDesk.Paid;
import souk.payments.webhook.PspEvent;
import souk.platform.action.ActionLog;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Leases;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/** Disputes of captured charges on a real database, before an issuer that the test moves. */
final class DisputeDesk implements AutoCloseable {
  final RefundDesk till;
  final ScriptedIssuer issuer = new ScriptedIssuer();
  final StoredDisputes stored;
  final Disputes disputes;
  final DisputeResolver resolver;

  private DisputeDesk(RefundDesk till) {
    this.till = till;
    var node = till.node;
    stored = node.bean(StoredDisputes.class);
    OrderRecords records =
        order ->
            new OrderRecords.Records(
                "A ride", Instant.EPOCH, List.of("12:00 picked up"), List.of("Receipt: 12.00 EUR"));
    disputes =
        new Disputes(
            stored,
            List.of(records),
            node.bean(ActionLog.class),
            node.bean(Transactions.class),
            node.bean(Bell.class));
    var clock = node.bean(DatabaseClock.class);
    resolver =
        new DisputeResolver(
            stored,
            new DisputeSteps(issuer, clock),
            issuer,
            clock,
            node.bean(Leases.class),
            node.bean(Bell.class),
            node.bean(MeterRegistry.class));
  }

  static DisputeDesk open(Map<String, Object> settings) {
    return new DisputeDesk(RefundDesk.open(StripeTwinOptions.inProcess(), settings));
  }

  static DisputeDesk serve() {
    return new DisputeDesk(RefundDesk.serve());
  }

  String payment(Paid paid) {
    return till.node.text(
        "SELECT psp_reference FROM payments.charge WHERE id = '%s'".formatted(paid.chargeId()));
  }

  /** A cardholder disputes it: the provider tells of it, and it is read there. */
  UUID disputed(Paid paid, Status status, long minor) {
    var reference = "dp_" + UUID.randomUUID();
    issuer.shows(ScriptedIssuer.dispute(reference, payment(paid), status, minor));
    heardOf(reference);
    settle();
    return id(reference);
  }

  /** The provider shows it so from now on, and tells that something has changed. */
  void becomes(UUID dispute, Status status) {
    var before = shown(dispute);
    var after = ScriptedIssuer.with(before, status, before.answered());
    issuer.shows(status == Status.WON ? withMoneyBack(after) : after);
    heardOf(before.reference());
    settle();
  }

  PspDispute shown(UUID dispute) {
    var reference = find(dispute).reference();
    return issuer.retrieve(reference) instanceof souk.payments.psp.Lookup.Found<PspDispute>(var it)
        ? it
        : failed(reference);
  }

  private static PspDispute failed(String reference) {
    throw new AssertionError("no dispute " + reference);
  }

  static PspDispute withMoneyBack(PspDispute dispute) {
    return new PspDispute(
        dispute.reference(),
        dispute.payment(),
        dispute.status(),
        dispute.amount(),
        dispute.reason(),
        dispute.withdrawn(),
        dispute.withdrawn(),
        Money.of(0, "EUR"),
        dispute.dueBy(),
        dispute.answered());
  }

  void heardOf(String reference) {
    var handler = till.node.bean(DisputeWebhooks.class);
    var event =
        new PspEvent(
            "evt_" + UUID.randomUUID(),
            "charge.dispute.updated",
            Instant.EPOCH,
            reference,
            Map.of(),
            null,
            null);
    till.node.bean(Transactions.class).run(() -> handler.handle(event));
  }

  UUID id(String reference) {
    return UUID.fromString(
        till.node.text(
            "SELECT id FROM payments.dispute WHERE psp_reference = '%s'".formatted(reference)));
  }

  /** Looks at all that are not over three times, whatever pause is in mind. */
  void settle() {
    for (var passes = 0; passes < 3; passes++) look();
  }

  void look() {
    till.node.sql(
        """
        UPDATE payments.dispute SET next_wake_at = clock_timestamp()
        WHERE id IN (SELECT id FROM payments.dispute WHERE next_wake_at IS NOT NULL
                     FOR UPDATE SKIP LOCKED)\
        """);
    resolver.pass();
  }

  DisputeStanding find(UUID dispute) {
    return disputes.find(dispute).orElseThrow();
  }

  long withheld(UUID dispute) {
    return till.balance("dispute:withheld:" + dispute + ":EUR");
  }

  long available() {
    return till.balance("psp:balance_available:EUR");
  }

  long losses() {
    return till.balance("platform:expense:dispute_loss:EUR");
  }

  @Nullable String events(Paid paid) {
    return till.node.text(
        """
        SELECT coalesce(string_agg(type, ' ' ORDER BY at, aggregate_version), '')
        FROM payments.history WHERE order_id = '%s' AND type LIKE 'dispute.%%'\
        """
            .formatted(paid.order().id()));
  }

  @Override
  public void close() {
    till.close();
  }
}
