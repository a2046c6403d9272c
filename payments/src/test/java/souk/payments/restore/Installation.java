package souk.payments.restore;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.money.Pace;
import souk.payments.PaymentsNode;
import souk.payments.card.Cards;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.Charges;
import souk.payments.order.OrderRef;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspRecords;
import souk.platform.action.Operator;
import souk.platform.audit.AuditRule;
import souk.platform.money.Money;

/**
 * Payments whose database can be put back to what it was at a moment before, beside a twin of
 * Stripe that remembers everything.
 */
public final class Installation implements AutoCloseable {
  public static final Money TWELVE = Money.of(1200, "EUR");

  public final StripeTwin twin;
  private TestDatabase database = PaymentsNode.database();
  private TestDatabase backup = database;
  private PaymentsNode node;

  private Installation(StripeTwin twin) {
    this.twin = twin;
    this.node = start();
  }

  public static Installation open() {
    var pace = Pace.BRISK.available(Duration.ZERO).payout(Duration.ofMillis(50));
    try {
      return new Installation(StripeTwin.start(StripeTwinOptions.inProcess().pace(pace)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private PaymentsNode start() {
    return PaymentsNode.start(database, twin.baseUrl(), Map.of());
  }

  public PaymentsNode node() {
    return node;
  }

  public <T> T bean(Class<T> type) {
    return node.bean(type);
  }

  /** From here on everything is forgotten by {@link #restore}. */
  public void backUp() {
    node.close();
    backup = TestEngines.copyOf(database);
    node = start();
  }

  public void restore() {
    node.close();
    database = backup;
    node = start();
  }

  /** Everything that the provider has and the rows have not is looked at. */
  public List<Finding> look() {
    return pass(false);
  }

  /** The same, and something is done about it. */
  public List<Finding> adopt() {
    return pass(true);
  }

  private List<Finding> pass(boolean applies) {
    var findings = new ArrayList<Finding>();
    bean(AdoptAfterRestore.class)
        .adopt(Optional.empty(), applies, Operator.atCommandLine(), findings::add);
    return findings;
  }

  /** A request to pay for a new order with a new card of a new person. */
  public AuthorizeCharge request() {
    var payer = UUID.randomUUID();
    var order = new OrderRef("ride", UUID.randomUUID());
    var card = bean(Cards.class).register(payer, "pm_card_visa").id();
    return new AuthorizeCharge(UUID.randomUUID(), order, payer, card, TWELVE);
  }

  public UUID authorized() {
    var request = request();
    await().until(() -> charges().authorize(request).status() == ChargeStatus.AUTHORIZED);
    return request.chargeId();
  }

  public UUID captured() {
    var charge = authorized();
    await().until(() -> charges().capture(charge, TWELVE).status() == ChargeStatus.CAPTURED);
    return charge;
  }

  public Charges charges() {
    return bean(Charges.class);
  }

  public ChargeStatus status(UUID chargeId) {
    return charges().find(chargeId).orElseThrow().status();
  }

  /** The only payment that a charge with this id has at the provider. */
  public IntentHistory intent(UUID chargeId) {
    var all =
        twin.intents().stream()
            .filter(intent -> chargeId.toString().equals(intent.chargeId()))
            .toList();
    if (all.size() != 1) throw new AssertionError(all.size() + " payments of " + chargeId);
    return all.getFirst();
  }

  /** What of that payment is kept. */
  public long kept(UUID chargeId) {
    var records = bean(PspRecords.class);
    if (records.payment(intent(chargeId).id()) instanceof Lookup.Found<PspRecords.Payment>(var one)
        && records.refunded(one.payment()) instanceof Lookup.Found<Money>(var back)) {
      return one.payment().received().minus(back).minor();
    }
    throw new AssertionError("the provider does not answer");
  }

  /** What the audit would say now, without any grace. */
  public List<String> breaches() {
    return node.context().getBeansOfType(AuditRule.class).stream()
        .filter(rule -> rule.name().startsWith("payments."))
        .filter(rule -> !rule.name().endsWith("_looked_at"))
        .filter(rule -> !rule.name().equals("payments.nobody_waits_too_long"))
        .flatMap(rule ->
            node.text(
                    "SELECT coalesce(string_agg(subject || ': ' || detail, E'\n'), '') FROM (%s) b"
                        .formatted(rule.sql().replace("?", "0")))
                .lines()
                .map(line -> rule.name() + ": " + line))
        .toList();
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
