package souk.payments.history;

import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.money.Pace;
import souk.payments.PaymentsNode;
import souk.payments.card.Cards;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.Charges;
import souk.payments.charge.ChargesByHand;
import souk.payments.dispute.DisputesByHand;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.order.OrderRef;
import souk.payments.payee.Earner;
import souk.payments.payee.Payee;
import souk.payments.payee.Payees;
import souk.payments.payout.PayoutsByHand;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspGuard;
import souk.payments.psp.PspTransfers.Bank;
import souk.payments.refund.RefundsByHand;
import souk.payments.settlement.DaysByHand;
import souk.payments.webhook.Sender;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.Transactions;

/**
 * All of payments on a database of its own, with the real client and a twin of Stripe at which
 * nothing takes any time: what happens when is the history's to say.
 */
final class World implements AutoCloseable {
  /** All that anybody could read of what was decided and posted; looks and pauses are not. */
  private static final String DIGEST =
      """
      SELECT md5(concat(
        (SELECT string_agg((to_jsonb(c) - 'next_wake_at' - 'looks')::text, '' ORDER BY id)
         FROM payments.charge c),
        (SELECT string_agg((to_jsonb(r) - 'next_wake_at' - 'looks')::text, '' ORDER BY id)
         FROM payments.refund r),
        (SELECT string_agg((to_jsonb(d) - 'next_wake_at' - 'looks')::text, '' ORDER BY id)
         FROM payments.dispute d),
        (SELECT string_agg((to_jsonb(p) - 'next_wake_at' - 'looks')::text, '' ORDER BY id)
         FROM payments.payout p),
        (SELECT count(*) FROM payments.ledger_journal)))\
      """;

  /** The kind of what is the platform's own. */
  static final String FLOAT = "float";

  private static final long FLOAT_MINOR = 29_000;

  /** In which nobody earns, and one is paid. */
  static final String CHANGED_INTO = "GBP";

  final StripeTwin twin;
  final PaymentsNode node;
  final Deaths deaths;
  final AtProvider provider;
  final Sender sender;
  final Charges charges;
  final ChargesByHand chargeLooks;
  final RefundsByHand refunds;
  final DisputesByHand disputes;
  final PayoutsByHand payouts;
  final DaysByHand days;

  /**
   * One is paid as he should be, one has a closed account, one has never asked for it, and one is
   * paid in another currency.
   */
  final List<UUID> payees;

  private List<EventHandler> completing;

  private World(StripeTwin twin, PaymentsNode node) {
    this.twin = twin;
    this.node = node;
    this.deaths = node.bean(Deaths.class);
    this.provider = new AtProvider(twin);
    this.sender = Sender.to(node);
    this.charges = node.bean(Charges.class);
    this.chargeLooks = new ChargesByHand(node);
    this.refunds = new RefundsByHand(node);
    this.disputes = new DisputesByHand(node);
    this.payouts = new PayoutsByHand(node);
    this.days = new DaysByHand(node);
    this.completing =
        node.context().getBeansOfType(EventHandler.class).stream()
            .filter(handler -> handler.handles(CompletedOrder.EVENT))
            .toList();
    this.payees =
        List.of(
            payee("btok_us_verified", null),
            payee("btok_us_accountClosed", null),
            UUID.randomUUID(),
            payee("btok_us_verified", Currency.getInstance(CHANGED_INTO)));
  }

  /**
   * A new one.
   *
   * @param more settings, as names and values
   */
  static World open(Map<String, Object> more) {
    try {
      var pace =
          Pace.BRISK.with("available=0,payout=0,refund=0,dispute=0,review=0,evidence=86400000");
      var twin = StripeTwin.start(StripeTwinOptions.inProcess().pace(pace));
      var node =
          PaymentsNode.serve(PaymentsNode.database(), twin.baseUrl(), Map.copyOf(settings(more)));
      var world = new World(twin, node);
      world.days.begin();
      Stream.of("EUR", "CHF", CHANGED_INTO).forEach(world::earn);
      world.publish("EUR", "0.8437");
      world.publish("CHF", "0.9021");
      return world;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, Object> settings(Map<String, Object> more) {
    var settings = new HashMap<String, Object>(DaysByHand.SETTINGS);
    settings.putAll(
        Map.ofEntries(
            entry(Deaths.SETTING, true),
            entry("stripe.webhook-secret", Sender.SECRET),
            entry("stripe.breaker-pause", "100ms"),
            entry("souk.charges.looks-per-second", 1_000_000),
            entry("souk.payouts.calls-per-second", 100_000),
            entry("souk.refunds.approval-above", "EUR=500,CHF=500"),
            entry("souk.disputes.borne-by-payees", "meal=10000,stay=3333")));
    settings.putAll(more);
    return settings;
  }

  private UUID payee(String token, @Nullable Currency paidIn) {
    var id = UUID.randomUUID();
    var earner = new Earner(Payee.Kind.DRIVER, id);
    var bank = new Bank("MC", token);
    var _ = node.bean(Payees.class).register(earner, PayoutMethod.STANDARD, bank, paidIn);
    return id;
  }

  private void publish(String earned, String rate) {
    node.sql(
        """
        INSERT INTO payments.fx_rate (id, base, quote, rate, source, as_of, published_by)
        VALUES (gen_random_uuid(), '%s', '%s', %s, 'test', clock_timestamp(), gen_random_uuid())\
        """
            .formatted(earned, CHANGED_INTO, rate));
  }

  /** What payouts are paid from while cards want their money back is the platform's own. */
  private void earn(String currency) {
    var payer = UUID.randomUUID();
    var card = node.bean(Cards.class).register(payer, "pm_card_visa").id();
    var order = new OrderRef(FLOAT, UUID.randomUUID());
    var amount = Money.of(FLOAT_MINOR, currency);
    var charge = new AuthorizeCharge(UUID.randomUUID(), order, payer, card, amount);
    await().until(() -> charges.collect(charge).status() == ChargeStatus.CAPTURED);
    var source = new Source(From.ESCROW, order, null, amount);
    var share = new Share(To.COMMISSION, "", amount);
    deliver(new CompletedOrder(order, List.of(source), List.of(share)));
  }

  /** Whether a payment at the provider is that one. */
  static boolean isFloat(JsonNode intent) {
    return intent.path("metadata").path("order_kind").asText().equals(FLOAT);
  }

  /** A seller says so, once more perhaps. */
  void deliver(CompletedOrder completed) {
    var payload = node.bean(Json.class).write(completed);
    var event =
        new DomainEvent(
            Order.event(completed),
            completed.order().id(),
            1,
            CompletedOrder.EVENT,
            payload,
            Instant.EPOCH);
    completing.forEach(handler -> node.bean(Transactions.class).run(() -> handler.handle(event)));
  }

  /** From now on somebody else divides the money of orders. */
  void isCompletedBy(EventHandler other) {
    completing = List.of(other);
  }

  /** What the provider was asked too often for is not asked while it is left alone. */
  boolean isProviderLeftAlone() {
    return node.bean(PspGuard.class).leftAlone().isPresent();
  }

  String digest() {
    return node.text(DIGEST);
  }

  /** Ids of a table's rows of which that is true, the first first. */
  List<UUID> ids(String table, String condition) {
    var born = table.equals("payout") ? "taken_up_at" : "created_at";
    var sql = "SELECT id::text FROM payments.%s WHERE %s ORDER BY %s, id";
    return node.lines(sql.formatted(table, condition, born)).stream()
        .map(UUID::fromString)
        .toList();
  }

  long number(String sql) {
    return Long.parseLong(node.text(sql));
  }

  @Override
  public void close() {
    sender.close();
    node.close();
    provider.close();
    try {
      twin.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
