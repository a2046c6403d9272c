package souk.payments.refund;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.PaymentsNode;
import souk.payments.card.Cards;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.Charges;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.ledger.LedgerCheck;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspRefunds;
import souk.platform.audit.AuditRule;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/** Refunds of captured charges, on a real database with the real client and a twin of Stripe. */
public final class RefundDesk implements AutoCloseable {
  public static final Money TWELVE = Money.of(1200, "EUR");
  public static final Person ADA = operator("Ada");
  public static final Person GRACE = operator("Grace");

  /** A captured charge of a ride, its driver and its payer. */
  public record Paid(UUID chargeId, OrderRef order, UUID driver, UUID payer) {}

  public final StripeTwin twin;
  public final PaymentsNode node;
  final Refunds refunds;
  final RefundResolver resolver;

  private RefundDesk(StripeTwin twin, PaymentsNode node) {
    this.twin = twin;
    this.node = node;
    this.refunds = node.bean(Refunds.class);
    this.resolver = node.bean(RefundResolver.class);
  }

  static RefundDesk open() {
    return open(StripeTwinOptions.inProcess(), Map.of());
  }

  public static RefundDesk open(StripeTwinOptions options, Map<String, Object> settings) {
    try {
      var twin = StripeTwin.start(options);
      var node = PaymentsNode.start(PaymentsNode.database(), twin.baseUrl(), settings);
      return new RefundDesk(twin, node);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** One that answers HTTP. */
  public static RefundDesk serve() {
    try {
      var twin = StripeTwin.start(StripeTwinOptions.inProcess());
      var node = PaymentsNode.serve(PaymentsNode.database(), twin.baseUrl(), Map.of());
      return new RefundDesk(twin, node);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Person operator(String name) {
    return new Person(UUID.randomUUID(), Set.of(Role.OPS), name);
  }

  /** The same as another worker does it, through a provider that is not quite the same. */
  RefundResolver resolver(UnaryOperator<PspRefunds> other) {
    var steps =
        new RefundSteps(other.apply(node.bean(PspRefunds.class)), node.bean(DatabaseClock.class));
    return new RefundResolver(
        node.bean(StoredRefunds.class),
        steps,
        node.bean(Bell.class),
        node.bean(MeterRegistry.class));
  }

  /** A ride of twelve euros that is paid, and not done yet. */
  public Paid paid() {
    return paid("ride", UUID.randomUUID(), UUID.randomUUID());
  }

  public Paid paid(String kind, UUID orderId, UUID driver) {
    return paid(kind, orderId, driver, "pm_card_visa");
  }

  /** A ride that was paid with that card. */
  public Paid paidWith(String token) {
    return paidWith(token, TWELVE);
  }

  /** A ride of that price. */
  public Paid paidWith(String token, Money price) {
    return paid("ride", UUID.randomUUID(), UUID.randomUUID(), token, price);
  }

  private Paid paid(String kind, UUID orderId, UUID driver, String token) {
    return paid(kind, orderId, driver, token, TWELVE);
  }

  private Paid paid(String kind, UUID orderId, UUID driver, String token, Money price) {
    var payer = UUID.randomUUID();
    var card = node.bean(Cards.class).register(payer, token).id();
    var order = new OrderRef(kind, orderId);
    var request = new AuthorizeCharge(UUID.randomUUID(), order, payer, card, price);
    var charges = node.bean(Charges.class);
    await().until(() -> charges.collect(request).status() == ChargeStatus.CAPTURED);
    return new Paid(request.chargeId(), order, driver, payer);
  }

  /** The ride is done: 800 are the driver's, 200 the platform's, 200 the city's. */
  public void complete(Paid paid) {
    deliver(
        new CompletedOrder(
            paid.order(),
            List.of(new Source(From.ESCROW, paid.order(), null, TWELVE)),
            List.of(
                new Share(To.PAYEE, paid.driver().toString(), Money.of(800, "EUR")),
                new Share(To.COMMISSION, "", Money.of(200, "EUR")),
                new Share(To.TAX, "monaco", Money.of(200, "EUR")))));
  }

  void deliver(CompletedOrder completed) {
    var id = completed.order().id();
    var payload = node.bean(Json.class).write(completed);
    var event =
        new DomainEvent(UUID.randomUUID(), id, 1, CompletedOrder.EVENT, payload, Instant.EPOCH);
    node.context().getBeansOfType(EventHandler.class).stream()
        .filter(handler -> handler.handles(event.type()))
        .forEach(handler -> node.bean(Transactions.class).run(() -> handler.handle(event)));
  }

  public UUID request(Paid paid, long minor) {
    return request(paid, Money.of(minor, "EUR"));
  }

  private UUID request(Paid paid, Money amount) {
    return refunds.request(ADA, paid.chargeId(), amount, "rider waited in the rain").refundId();
  }

  /** Asks for it and has it done. */
  public UUID refunded(Paid paid, long minor) {
    return refunded(paid, Money.of(minor, "EUR"));
  }

  public UUID refunded(Paid paid, Money amount) {
    var refund = request(paid, amount);
    settle();
    return refund;
  }

  /** Has everything looked at, whatever pause is in mind, until nothing is open. */
  void settle() {
    settle(resolver);
  }

  void settle(RefundResolver worker) {
    for (var passes = 0; passes < 60 && hasWork(); passes++) look(worker);
  }

  /** Once, those that have succeeded too. */
  void look(RefundResolver worker) {
    node.sql(
        """
        UPDATE payments.refund SET next_wake_at = clock_timestamp()
        WHERE id IN (SELECT id FROM payments.refund WHERE next_wake_at IS NOT NULL
                     FOR UPDATE SKIP LOCKED)\
        """);
    worker.pass();
  }

  boolean hasWork() {
    return !node.text(
            "SELECT count(*) FROM payments.refund WHERE status IN ('REFUNDING', 'UNKNOWN', 'PENDING')")
        .equals("0");
  }

  public void lookAtRefunds() {
    look(resolver);
  }

  public String refundStatus(UUID refund) {
    return status(refund).name();
  }

  RefundStatus status(UUID refund) {
    return refunds.find(refund).orElseThrow().status();
  }

  /** What the provider has given back of a charge, the newest first. */
  List<JsonNode> atProvider(Paid paid) {
    var payment =
        node.text(
            "SELECT psp_reference FROM payments.charge WHERE id = '%s'".formatted(paid.chargeId()));
    var request =
        HttpRequest.newBuilder(
                URI.create(twin.baseUrl() + "/v1/refunds?limit=100&payment_intent=" + payment))
            .header("Authorization", "Bearer sk_test_souk")
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      var list = new ObjectMapper().readTree(answer.body()).path("data");
      return StreamSupport.stream(list.spliterator(), false).toList();
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** What an account stands at; a debit is positive. */
  public long balance(String key) {
    return Long.parseLong(
        node.text(
            "SELECT coalesce(sum(balance_minor), 0) FROM payments.ledger_account WHERE key = '%s'"
                .formatted(key)));
  }

  public long escrow(Paid paid) {
    return balance("escrow:" + paid.order() + ":EUR");
  }

  public long earned(Paid paid) {
    return -balance("payee:payable:" + paid.driver() + ":EUR");
  }

  public long owes(Paid paid) {
    return balance("payee:receivable:" + paid.driver() + ":EUR");
  }

  long setAside(Paid paid) {
    return Long.parseLong(
        node.text(
            "SELECT refunded_minor FROM payments.charge WHERE id = '%s'"
                .formatted(paid.chargeId())));
  }

  /** What the audit would say now, without any grace, and whoever reads the ledger once more. */
  public List<String> breaches() {
    return Stream.concat(broken(), misread()).toList();
  }

  private Stream<String> misread() {
    return node.bean(LedgerCheck.class).run(_ -> {}).findings().stream()
        .map(LedgerCheck.Finding::toString);
  }

  private Stream<String> broken() {
    return node.context().getBeansOfType(AuditRule.class).stream()
        .filter(rule -> rule.name().startsWith("payments."))
        .flatMap(rule ->
            node.text(
                    "SELECT coalesce(string_agg(subject || ': ' || detail, E'\n'), '') FROM (%s) b"
                        .formatted(rule.sql().replace("?", "0")))
                .lines()
                .map(line -> rule.name() + ": " + line))
        .filter(line -> !line.contains("_looked_at"));
  }

  @Override
  public void close() {
    node.close();
    try {
      twin.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
