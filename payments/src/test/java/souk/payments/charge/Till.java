package souk.payments.charge;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import souk.embedded.TestDatabase;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.card.CardBehaviour.Declines;
import souk.embedded.stripe.card.TestCards;
import souk.payments.PaymentsNode;
import souk.payments.card.Cards;
import souk.payments.card.UnattachedCard;
import souk.payments.order.OrderRef;
import souk.payments.psp.Breakers;
import souk.payments.psp.Psp;
import souk.payments.risk.RiskCheck;
import souk.platform.audit.AuditRule;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/** Charges on a real database, with the real client and a twin of Stripe behind them. */
final class Till implements AutoCloseable {
  static final String GOOD_CARD = "pm_card_visa";
  static final Money TWELVE = Money.of(1200, "EUR");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  static final Money TEN = Money.of(1000, "EUR");

  final StripeTwin twin;
  final PaymentsNode node;
  final Charges charges;
  final StoredCharges stored;

  private Till(StripeTwin twin, PaymentsNode node) {
    this.twin = twin;
    this.node = node;
    this.charges = node.bean(Charges.class);
    this.stored = node.bean(StoredCharges.class);
  }

  static Till open() {
    return open(StripeTwinOptions.inProcess(), Map.of());
  }

  static Till open(StripeTwinOptions options, Map<String, Object> settings) {
    try {
      var twin = StripeTwin.start(options);
      return new Till(twin, PaymentsNode.start(PaymentsNode.database(), twin.baseUrl(), settings));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** As {@link #open()}, on a database that is there. */
  static Till open(TestDatabase database, Map<String, Object> settings) {
    try {
      var twin = StripeTwin.start(StripeTwinOptions.inProcess());
      return new Till(twin, PaymentsNode.start(database, twin.baseUrl(), settings));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** As {@link #open()}, answering HTTP at its node's addresses. */
  static Till serve(Map<String, Object> settings) {
    return serve(StripeTwinOptions.inProcess(), settings);
  }

  static Till serve(StripeTwinOptions options, Map<String, Object> settings) {
    try {
      var twin = StripeTwin.start(options);
      return new Till(twin, PaymentsNode.serve(PaymentsNode.database(), twin.baseUrl(), settings));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The same charges as another worker sees them, through a provider that is not quite the same.
   */
  Charges charges(UnaryOperator<Psp> other) {
    var steps =
        new ChargeSteps(
            other.apply(node.bean(Psp.class)), node.bean(DatabaseClock.class), TEN_MINUTES);
    return new Charges(
        stored,
        steps,
        node.bean(Cards.class),
        node.bean(Breakers.class),
        node.bean(RiskCheck.class));
  }

  ChargeResolver resolver(Charges driven) {
    return resolver(driven, 1_000_000);
  }

  /** One that may look so often a second. */
  ChargeResolver resolver(Charges driven, int looksPerSecond) {
    return new ChargeResolver(stored, driven, node.bean(MeterRegistry.class), looksPerSecond);
  }

  /** A request to pay for a new order with a new card of a new person. */
  AuthorizeCharge request(String token) {
    var payer = UUID.randomUUID();
    var order = new OrderRef("ride", UUID.randomUUID());
    return new AuthorizeCharge(UUID.randomUUID(), order, payer, card(payer, token), TWELVE);
  }

  /** A card; where calls may take no time, one that comes too early is made again. */
  UUID card(UUID payer, String token) {
    if (!canBeAttached(token)) return UnattachedCard.add(node, payer, token);
    var cards = node.bean(Cards.class);
    return await()
        .ignoreException(Problem.class)
        .until(() -> cards.register(payer, token), _ -> true)
        .id();
  }

  private static boolean canBeAttached(String token) {
    return !(TestCards.named(token).orElseThrow().behaviour() instanceof Declines declines)
        || declines.attaches();
  }

  /** A charge that is authorized. */
  UUID authorized() {
    var request = request(GOOD_CARD);
    charges.authorize(request);
    await().until(() -> charges.resolve(request.chargeId()).status() == ChargeStatus.AUTHORIZED);
    return request.chargeId();
  }

  /** The payments that charges with this id have left at the provider. */
  List<IntentHistory> intents(UUID chargeId) {
    return twin.intents().stream()
        .filter(intent -> chargeId.toString().equals(intent.chargeId()))
        .toList();
  }

  ChargeStatus status(UUID chargeId) {
    return charges.find(chargeId).orElseThrow().status();
  }

  /** Lets the resolver look at everything now, whatever pause it had in mind, until all is said. */
  void resolveAll(ChargeResolver resolver, int passesMax) {
    for (var passes = 0; passes < passesMax && hasWork(); passes++) {
      hurry();
      resolver.pass();
    }
  }

  boolean hasWork() {
    return !node.text("SELECT count(*) FROM payments.charge WHERE operation IS NOT NULL")
        .equals("0");
  }

  /** Charges that somebody holds are hurried next time: two tests' threads must not deadlock. */
  void hurry() {
    node.sql(
        """
        UPDATE payments.charge SET next_wake_at = clock_timestamp()
        WHERE id IN (SELECT id FROM payments.charge WHERE operation IS NOT NULL
                     FOR UPDATE SKIP LOCKED)\
        """);
  }

  /** What the audit would say now, without any grace. */
  List<String> breaches() {
    return node.context().getBeansOfType(AuditRule.class).stream()
        .filter(rule -> rule.name().startsWith("payments."))
        .flatMap(rule -> breaches(rule).stream())
        .toList();
  }

  /** The breaches of one rule, each as rule, subject and detail. */
  List<String> breaches(AuditRule rule) {
    return node.text(breachesOf(rule)).lines().toList();
  }

  static String breachesOf(AuditRule rule) {
    var sql =
        "SELECT coalesce(string_agg('%s: ' || subject || ': ' || detail, E'\n'), '') FROM (%s) b";
    return sql.formatted(rule.name(), rule.sql().replace("?", "0"));
  }

  String column(UUID chargeId, String column) {
    return node.text("SELECT %s FROM payments.charge WHERE id = '%s'".formatted(column, chargeId));
  }

  /** The types of the events about a charge, in order. */
  String events(UUID chargeId) {
    return node.text(
        """
        SELECT coalesce(string_agg(type, ' ' ORDER BY seq), '')
        FROM payments.outbox WHERE aggregate_id = '%s'\
        """
            .formatted(chargeId));
  }

  @Override
  public void close() {
    node.close();
    stopTwin();
  }

  /** From now on nothing listens where the provider was. */
  void stopTwin() {
    try {
      twin.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
