package souk.payments.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import souk.embedded.stripe.money.BankOutcome;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStanding;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/**
 * Moves, made one after the other. Who is refused has changed nothing; who dies is followed by
 * another process, and what the dead one wanted is wanted again by whoever wanted it, or not at
 * all. After each move the books balance.
 */
final class History {
  final List<Order> orders = new ArrayList<>();
  private final World world;
  private final Tellings tellings;
  private final List<String> lines = new ArrayList<>();
  private int windows = 1;
  private boolean rests = true;

  History(World world) {
    this.world = world;
    this.tellings = new Tellings(world);
  }

  void make(List<Move> moves) {
    moves.forEach(this::make);
  }

  void make(Move move) {
    var before = world.digest();
    lines.add("%2d. %s".formatted(lines.size() + 1, move));
    try {
      attempt(move);
    } catch (RuntimeException failure) {
      if (!world.deaths.isDead()) refused(failure, before);
    }
    world.deaths.revive().ifPresent(where -> say("died " + where));
    assertThat(Invariant.TRIAL_BALANCE_IS_ZERO.findings(world, this)).isEmpty();
  }

  private void refused(RuntimeException failure, String before) {
    if (!(failure instanceof Problem refusal)) throw failure;
    say("refused: " + refusal.code());
    assertThat(world.digest()).as("refused, and changed").isEqualTo(before);
  }

  private void say(String word) {
    lines.set(lines.size() - 1, lines.getLast() + "; " + word);
  }

  private void attempt(Move move) {
    switch (move.act()) {
      case ORDER -> order(move);
      case EXTRA -> ofOrder(move, order -> order.extra(100 + move.size()).ifPresent(this::collect));
      case TIP -> ofOrder(move, order -> collect(order.tip(50 + move.size() / 4)));
      case AUTHORIZE -> ofCharge(move, charge -> heard(world.charges.authorize(charge)));
      case INCREASE -> ofCharge(move, charge -> increase(charge, move));
      case CAPTURE_PART -> ofCharge(move, charge -> capturePart(charge, move));
      case CAPTURE -> ofCharge(move, charge -> capture(charge, move));
      case RELEASE -> ofCharge(move, charge -> heard(world.charges.release(charge.chargeId())));
      case PAYER_AUTHENTICATES -> payer(move);
      case AUTHORIZATION_EXPIRES -> authorizationExpires(move);
      case LOOK_AT_CHARGE -> look(move, "charge", "settled_at IS NULL", world.chargeLooks::look);
      case COMPLETE -> ofOrder(move, this::complete);
      case PAY_DEBT -> ofOrder(move, order -> order.payDebt().ifPresent(this::collect));
      case GIVE_UP_DEBT -> ofOrder(move, order -> order.giveUpDebt(world));
      case REFUND -> refund(move);
      case DECIDE_REFUND -> decideRefund(move);
      case LOOK_AT_REFUND -> look(move, "refund", "next_wake_at IS NOT NULL", world.refunds::look);
      case REFUND_FAILS -> refundFails(move);
      case DISPUTE -> dispute(move);
      case ANSWER_DISPUTE -> answerDispute(move);
      case ISSUER_DECIDES -> issuerDecides(move);
      case LIST_DISPUTES -> world.disputes.list();
      case LOOK_AT_DISPUTE ->
          look(move, "dispute", "next_wake_at IS NOT NULL", world.disputes::look);
      case PAYDAY -> payday();
      case LOOK_AT_PAYOUT -> look(move, "payout", "finished_at IS NULL", world.payouts::look);
      case PAYOUT_RETURNS -> payoutReturns(move);
      case TELL -> say(tellings.tell(move));
      case SETTLE -> world.days.settleSome();
      case MISHAP -> mishap(move);
      case DIE -> world.deaths.dieAt(1 + move.size() % 9);
    }
  }

  private void order(Move move) {
    var order = new Order(world, move);
    orders.add(order);
    say("order %s, %s".formatted(orders.size() - 1, order.what));
    heard(world.charges.authorize(order.first));
  }

  private void ofOrder(Move move, Consumer<Order> what) {
    if (orders.isEmpty()) return;
    var order = move.of(orders);
    say("order " + orders.indexOf(order));
    what.accept(order);
  }

  private void ofCharge(Move move, Consumer<AuthorizeCharge> what) {
    ofOrder(move, order -> what.accept(move.chosen(order.charges())));
  }

  private void heard(ChargeStanding standing) {
    say("%s %s".formatted(standing.status(), standing.captured()));
  }

  private void collect(AuthorizeCharge charge) {
    heard(world.charges.collect(charge));
  }

  private void increase(AuthorizeCharge charge, Move move) {
    var more = charge.amount().plus(amountLike(charge, 1 + move.size()));
    heard(world.charges.increase(charge.chargeId(), more));
  }

  private void capturePart(AuthorizeCharge charge, Move move) {
    var made = "SELECT coalesce(max(captures), 0) FROM payments.charge WHERE id = '%s'";
    var number = 1 + (int) world.number(made.formatted(charge.chargeId()));
    var part = amountLike(charge, 1 + move.size() % 400);
    heard(world.charges.capturePart(charge.chargeId(), number, part));
  }

  /** All of what is left, or less. */
  private void capture(AuthorizeCharge charge, Move move) {
    var left =
        world.number(
            """
            SELECT coalesce(max(authorized_minor - captured_minor), 0) FROM payments.charge
            WHERE id = '%s'\
            """
                .formatted(charge.chargeId()));
    if (left <= 0) return;
    var amount = move.size() % 2 == 0 ? left : 1 + move.size() % left;
    heard(world.charges.capture(charge.chargeId(), amountLike(charge, amount)));
  }

  private static Money amountLike(AuthorizeCharge charge, long minor) {
    return new Money(minor, charge.amount().currency());
  }

  private void payer(Move move) {
    var waiting =
        world.twin.intents().stream()
            .filter(intent -> intent.status().equals("requires_action"))
            .toList();
    if (waiting.isEmpty()) return;
    world.twin.authenticate(move.of(waiting).id(), move.size() % 3 > 0);
  }

  private void authorizationExpires(Move move) {
    var held =
        world.twin.intents().stream()
            .filter(intent -> intent.status().equals("requires_capture"))
            .toList();
    if (held.isEmpty()) return;
    say(String.valueOf(world.twin.happenings().expire(move.of(held).id())));
  }

  private void complete(Order order) {
    order.completions(world).forEach(world::deliver);
  }

  private void refund(Move move) {
    var captured =
        world.ids("charge", "status = 'CAPTURED' AND order_kind <> '%s'".formatted(World.FLOAT));
    if (captured.isEmpty()) return;
    var charge = move.of(captured);
    var currency = "SELECT currency FROM payments.charge WHERE id = '%s'".formatted(charge);
    say("of charge " + charge);
    world.refunds.request(charge, Money.of(1 + move.size(), world.node.text(currency)));
  }

  private void decideRefund(Move move) {
    look(
        move,
        "refund",
        "status = 'AWAITING_APPROVAL'",
        refund -> world.refunds.decide(refund, move.size() % 3 > 0));
  }

  private void look(Move move, String table, String condition, Consumer<UUID> how) {
    var ids = world.ids(table, condition);
    if (ids.isEmpty()) return;
    say("number " + move.who() % ids.size());
    how.accept(move.of(ids));
  }

  private void refundFails(Move move) {
    var given =
        world.provider.all("/v1/refunds").stream()
            .filter(refund -> refund.path("status").asText().equals("succeeded"))
            .toList();
    if (given.isEmpty()) return;
    var id = move.of(given).path("id").asText();
    say(String.valueOf(world.twin.happenings().failRefund(id, "lost_or_stolen_card")));
  }

  private void dispute(Move move) {
    var paid =
        world.provider.all("/v1/payment_intents").stream()
            .filter(intent -> intent.path("status").asText().equals("succeeded"))
            .filter(intent -> !World.isFloat(intent))
            .map(intent -> intent.path("latest_charge").asText())
            .toList();
    if (paid.isEmpty()) return;
    var reason = move.size() % 2 == 0 ? "fraudulent" : "product_not_received";
    var asks = move.size() % 4 == 0;
    say(String.valueOf(world.twin.happenings().dispute(move.of(paid), reason, asks)));
  }

  private void answerDispute(Move move) {
    look(
        move,
        "dispute",
        "status IN ('INQUIRY', 'NEEDS_RESPONSE')",
        dispute -> {
          if (move.size() % 3 == 0) world.disputes.accept(dispute);
          else
            world.disputes.answer(
                dispute, move.size() % 3 == 1 ? "winning_evidence" : "losing_evidence");
        });
  }

  private void issuerDecides(Move move) {
    var disputes = world.provider.all("/v1/disputes");
    if (disputes.isEmpty()) return;
    var id = move.of(disputes).path("id").asText();
    say(String.valueOf(world.twin.happenings().decide(id, move.size() % 2 == 0)));
  }

  void payday() {
    world.payouts.takeUp(++windows);
    world.payouts.seal();
  }

  private void payoutReturns(Move move) {
    look(
        move,
        "payout",
        "psp_payout IS NOT NULL",
        payout -> {
          var sent = "SELECT psp_payout FROM payments.payout WHERE id = '%s'".formatted(payout);
          var why = move.size() % 2 == 0 ? BankOutcome.RETURNED : BankOutcome.COULD_NOT_PROCESS;
          var failed = world.twin.happenings().failPayout(world.node.text(sent), why);
          say(String.valueOf(failed));
        });
  }

  private void mishap(Move move) {
    var trouble = Trouble.of(move);
    say(trouble.rule());
    world.twin.inject(trouble);
  }

  /** After a long time something was still changing. */
  void neverRests() {
    rests = false;
  }

  boolean rests() {
    return rests;
  }

  /** All comes to its end. */
  void rest() {
    lines.add("and all comes to its end");
    new Rest(world, this, tellings).come();
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
