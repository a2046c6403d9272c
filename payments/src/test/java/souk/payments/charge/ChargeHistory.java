package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.TEN;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import souk.embedded.stripe.account.IntentHistory;
import souk.payments.psp.PaymentOption;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** One charge, what is wanted of it, and what goes wrong meanwhile. */
final class ChargeHistory {
  static final String THREE_D = "pm_card_threeDSecure2Required";
  private static final Money THREE = Money.of(300, "EUR");
  private static final int TURNS_MAX = 20;

  /** What may come next; a mishap befalls the next call that moves money. */
  enum Move {
    AUTHORIZE,
    INCREASE,
    PART,
    CAPTURE,
    RELEASE,
    RESOLVE,
    PAYER_AUTHENTICATES,
    PAYER_FAILS,
    DIES_BEFORE_THE_CALL,
    DIES_AFTER_THE_CALL,
    REQUEST_IS_LOST,
    ANSWER_IS_LOST
  }

  final AuthorizeCharge request;
  private final Till till;
  private final Charges charges;
  private final Deque<Move> mishaps = new ArrayDeque<>();

  ChargeHistory(Till till, String card) {
    this.till = till;
    this.request =
        till.request(card)
            .with(
                PaymentOption.PAYER_PRESENT, PaymentOption.GROWING, PaymentOption.SEVERAL_CAPTURES);
    this.charges = till.charges(psp -> new OtherPsp(psp, UnaryOperator.identity(), this::befallen));
  }

  private Supplier<PspOutcome<PspPayment>> befallen(Supplier<PspOutcome<PspPayment>> call) {
    return () -> {
      var mishap = mishaps.poll();
      return mishap == null ? call.get() : befallen(mishap, call);
    };
  }

  private static PspOutcome<PspPayment> befallen(
      Move mishap, Supplier<PspOutcome<PspPayment>> call) {
    if (mishap == Move.DIES_BEFORE_THE_CALL) throw new Crash();
    if (mishap == Move.REQUEST_IS_LOST) return new PspOutcome.Unknown<>("lost", false);
    var _ = call.get();
    if (mishap == Move.DIES_AFTER_THE_CALL) throw new Crash();
    return new PspOutcome.Unknown<>("lost", false);
  }

  /** Who is refused has changed nothing, and what is over stays as it is. */
  void make(Move move) {
    var before = row();
    var wasOver = isOver();
    try {
      attempt(move);
    } catch (Problem refused) {
      assertThat(row()).as(refused.code()).isEqualTo(before);
    } catch (Crash died) {
      // another worker takes over
    }
    if (wasOver) assertThat(row()).isEqualTo(before);
    assertThat(till.twin.violations()).isEmpty();
  }

  private void attempt(Move move) {
    var id = request.chargeId();
    switch (move) {
      case AUTHORIZE -> charges.authorize(request);
      case INCREASE -> charges.increase(id, authorized().plus(THREE));
      case PART -> charges.capturePart(id, captures() + 1, THREE);
      case CAPTURE -> charges.capture(id, THREE);
      case RELEASE -> charges.release(id);
      case RESOLVE -> charges.resolve(id);
      case PAYER_AUTHENTICATES -> payer(true);
      case PAYER_FAILS -> payer(false);
      case DIES_BEFORE_THE_CALL, DIES_AFTER_THE_CALL, REQUEST_IS_LOST, ANSWER_IS_LOST ->
          mishaps.add(move);
    }
  }

  private void payer(boolean succeeds) {
    till.intents(request.chargeId())
        .forEach(intent -> till.twin.authenticate(intent.id(), succeeds));
  }

  private Money authorized() {
    return till.charges.find(request.chargeId()).map(ChargeStanding::authorized).orElse(TEN);
  }

  private int captures() {
    return Integer.parseInt(
        till.node.text(
            "SELECT coalesce(max(captures), 0) FROM payments.charge WHERE id = '%s'"
                .formatted(request.chargeId())));
  }

  /** The mishaps end, the resolver looks until all is known, and the order lets go of the rest. */
  void rest() {
    mishaps.clear();
    for (var turns = 0; turns < TURNS_MAX && !isOver(); turns++) {
      var _ =
          till.charges.find(request.chargeId()).map(_ -> till.charges.resolve(request.chargeId()));
      var _ = till.charges.release(request.chargeId());
    }
    assertThat(isOver()).as(row()).isTrue();
  }

  ChargeStanding standing() {
    return till.charges.find(request.chargeId()).orElseThrow();
  }

  private boolean isOver() {
    return till.charges
        .find(request.chargeId())
        .map(standing ->
            switch (standing.status()) {
              case DECLINED, CAPTURED, VOIDED, EXPIRED -> true;
              case PENDING, UNKNOWN, REQUIRES_ACTION, AUTHORIZED -> false;
            })
        .orElse(false);
  }

  void assertOneTruth() {
    var intents = till.intents(request.chargeId());
    assertThat(intents).hasSizeLessThanOrEqualTo(1);
    var taken = intents.stream().mapToLong(IntentHistory::amountReceived).sum();
    var captured = standing().captured();
    assertThat(captured == null ? 0 : captured.minor()).as(row()).isEqualTo(taken);
    assertThat(balance("escrow")).isEqualTo(taken);
    assertThat(balance("memo:reserved_for")).isZero();
    assertThat(intents.stream().map(IntentHistory::amountCapturable)).allMatch(left -> left == 0);
    assertThat(till.breaches()).isEmpty();
  }

  private long balance(String kind) {
    return Long.parseLong(
        till.node.text(
            """
            SELECT coalesce(-sum(balance_minor), 0) FROM payments.ledger_account
            WHERE kind = '%s' AND owner = '%s'\
            """
                .formatted(kind, request.order())));
  }

  /** All of its row but when it is looked at next. */
  private String row() {
    return Objects.requireNonNull(
        till.node.text(
            """
            SELECT coalesce((SELECT (to_jsonb(c) - 'next_wake_at' - 'looks')::text
                             FROM payments.charge c WHERE id = '%s'), 'none')\
            """
                .formatted(request.chargeId())));
  }
}
