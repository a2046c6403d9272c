package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.payments.charge.Till.TEN;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import souk.embedded.stripe.money.BankOutcome;
import souk.payments.PaymentsNode;
import souk.payments.dispute.DisputesByHand;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.history.AtProvider;
import souk.payments.order.OrderRef;
import souk.payments.payee.Earner;
import souk.payments.payee.Payee;
import souk.payments.payee.Payees;
import souk.payments.payout.PayoutsByHand;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspTransfers.Bank;
import souk.payments.refund.RefundsByHand;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.Transactions;

/**
 * What becomes of money that was taken: some of it is given back and may not arrive, some is
 * disputed, some goes on to whoever has earned it, and may come back from his bank. We ask for it;
 * how it ends the provider alone knows.
 */
final class TakenMoney {
  private static final Money PART = Money.of(300, "EUR");

  /** A thousand orders have many payouts, and each of them some calls. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Somebody would go on with it by himself, whoever tells of it: it is our own next step. */
  private static final String OURS_TO_GO_ON =
      "next_wake_at IS NOT NULL AND setback IS NOT NULL AND finished_at IS NULL";

  private final Till till;
  private final PaymentsNode node;
  private final AtProvider provider;
  private final RefundsByHand refunds;
  private final DisputesByHand disputes;
  private final PayoutsByHand payouts;
  private final List<UUID> returning = new ArrayList<>();

  TakenMoney(Till till, AtProvider provider) {
    this.till = till;
    this.node = till.node;
    this.provider = provider;
    this.refunds = new RefundsByHand(node);
    this.disputes = new DisputesByHand(node);
    this.payouts = new PayoutsByHand(node);
  }

  /** A part of it goes back, and the card's bank takes some days for it. */
  void isGivenBack(UUID charge) {
    refunds.look(refunds.request(charge, PART));
  }

  /** A part of it went back, and the card's bank has not taken it. */
  void isGivenBackInVain(UUID charge) {
    var refund = refunds.request(charge, PART);
    refunds.look(refund);
    var reference = "SELECT psp_reference FROM payments.refund WHERE id = '%s'".formatted(refund);
    assertThat(till.twin.happenings().failRefund(node.text(reference), "lost_or_stolen_card"))
        .isTrue();
  }

  /** Its cardholder disputes it, or his bank asks; and his bank has decided. */
  void isDisputed(UUID charge, boolean inquiry, boolean won) {
    var payment = till.column(charge, "psp_reference");
    var taken =
        provider.all("/v1/payment_intents").stream()
            .filter(intent -> intent.path("id").asText().equals(payment))
            .map(intent -> intent.path("latest_charge").asText())
            .findFirst()
            .orElseThrow();
    assertThat(till.twin.happenings().dispute(taken, "fraudulent", inquiry)).isTrue();
    var dispute =
        provider.all("/v1/disputes").stream()
            .filter(one -> one.path("payment_intent").asText().equals(payment))
            .map(one -> one.path("id").asText())
            .findFirst()
            .orElseThrow();
    assertThat(till.twin.happenings().decide(dispute, won)).isTrue();
  }

  /** Its order is done, and somebody has earned it. */
  void isEarned(OrderRef order, UUID payee, boolean returns) {
    var earner = new Earner(Payee.Kind.DRIVER, payee);
    var bank = new Bank("MC", "btok_us_verified");
    var _ = node.bean(Payees.class).register(earner, PayoutMethod.STANDARD, bank, null);
    if (returns) returning.add(payee);
    var parts = TEN.split(70, 30);
    var source = new Source(From.ESCROW, order, null, TEN);
    deliver(
        new CompletedOrder(
            order,
            List.of(source),
            List.of(
                new Share(To.PAYEE, payee.toString(), parts.get(0)),
                new Share(To.COMMISSION, "", parts.get(1)))));
  }

  private void deliver(CompletedOrder completed) {
    var payload = node.bean(Json.class).write(completed);
    var id = UUID.nameUUIDFromBytes(completed.toString().getBytes(StandardCharsets.UTF_8));
    var event =
        new DomainEvent(
            id, completed.order().id(), 1, CompletedOrder.EVENT, payload, Instant.EPOCH);
    node.context().getBeansOfType(EventHandler.class).stream()
        .filter(handler -> handler.handles(event.type()))
        .forEach(handler -> node.bean(Transactions.class).run(() -> handler.handle(event)));
  }

  /** What is earned goes to the banks, and some of those send it back. */
  void isPaidOut() {
    payouts.takeUp(2);
    payouts.seal();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              payouts.look();
              return node.text("SELECT count(*) FROM payments.payout WHERE psp_payout IS NULL");
            },
            "0"::equals);
    for (var payee : returning) {
      var sent = "SELECT psp_payout FROM payments.payout WHERE payee_id = '%s'".formatted(payee);
      var failed = till.twin.happenings().failPayout(node.text(sent), BankOutcome.RETURNED);
      assertThat(failed).isTrue();
    }
  }

  /** Nobody looks at any of it by himself. */
  void isLeftAlone() {
    for (var table : List.of("refund", "payout")) {
      node.sql(
          """
          UPDATE payments.%s SET next_wake_at = clock_timestamp() + interval '1 hour'
          WHERE next_wake_at IS NOT NULL\
          """
              .formatted(table));
    }
  }

  /** Whoever was woken is looked at. */
  void pass() {
    refunds.pass();
    disputes.pass();
    payouts.pass();
  }

  /** What came back from a bank is taken back to us and earned again. */
  void goOn() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              node.sql(
                  "UPDATE payments.payout SET next_wake_at = clock_timestamp() WHERE "
                      + OURS_TO_GO_ON);
              payouts.pass();
              return node.text("SELECT count(*) FROM payments.payout WHERE " + OURS_TO_GO_ON);
            },
            "0"::equals);
  }

  /** Where refunds, disputes and payouts stand, with how many of them. */
  List<String> standings() {
    return node.lines(
        """
        SELECT said || ' ' || count(*) FROM (
          SELECT 'refund ' || status AS said FROM payments.refund
          UNION ALL SELECT 'dispute ' || status FROM payments.dispute
          UNION ALL SELECT 'payout ' || status FROM payments.payout) standing
        GROUP BY said ORDER BY said\
        """);
  }
}
