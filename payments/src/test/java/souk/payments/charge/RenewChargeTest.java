package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.charge.Till.TEN;
import static souk.payments.charge.Till.TWELVE;

import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.card.Cards;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** What is reserved can be reserved anew, and an order is never without it, nor charged twice. */
class RenewChargeTest {
  private final Till till = Till.open();
  private final RenewCharge renew = till.node.bean(RenewCharge.class);
  private final UUID next = UUID.randomUUID();

  @AfterEach
  void close() {
    till.twin.clearFaults();
    assertThat(till.breaches()).isEmpty();
    assertThat(till.twin.violations()).isEmpty();
    till.close();
  }

  private String claim() {
    return till.node.text(
        "SELECT coalesce(string_agg(charge_id::text, ' '), '') FROM payments.order_claim");
  }

  private String reserved() {
    return till.node.text(
        "SELECT sum(balance_minor) FROM payments.ledger_account WHERE kind = 'memo:cards_reserved'");
  }

  @Test
  void theNewOneHoldsTheMoneyAndTheOldOneIsLetGo() {
    var charge = till.authorized();
    var renewed = renew.renew(charge, next);
    assertThat(renewed.status()).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(renewed.authorized()).isEqualTo(TWELVE);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.VOIDED);
    assertThat(claim()).isEqualTo(next.toString());
    assertThat(reserved()).isEqualTo("1200");
    assertThat(renew.renew(charge, next)).isEqualTo(renewed);
    assertThat(till.charges.capture(next, TEN).status()).isEqualTo(ChargeStatus.CAPTURED);
  }

  @Test
  void aCardThatDeclinesLeavesTheFirstAsItIs() {
    var charge = till.authorized();
    till.twin.inject(Fault.once(FaultKind.DECLINE));
    assertThat(renew.renew(charge, next).status()).isEqualTo(ChargeStatus.DECLINED);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(claim()).isEqualTo(charge.toString());
    assertThat(reserved()).isEqualTo("1200");
    var another = UUID.randomUUID();
    assertThat(renew.renew(charge, another).status()).isEqualTo(ChargeStatus.AUTHORIZED);
  }

  @Test
  void whoDiesBetweenTheTwoGoesOnFromTheRows() {
    var charge = till.authorized();
    var dying =
        new RenewCharge(
            till.charges(OtherPsp.losingAnswers()),
            till.stored,
            till.node.bean(ChargeRows.class),
            till.node.bean(Cards.class),
            till.node.bean(Transactions.class));
    assertThat(dying.renew(charge, next).status()).isEqualTo(ChargeStatus.UNKNOWN);
    assertThat(till.breaches()).isEmpty();
    assertThat(claim()).isEqualTo(charge.toString());
    assertThat(renew.renew(charge, next).status()).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(claim()).isEqualTo(next.toString());
    assertThat(till.intents(next)).hasSize(1);
  }

  /** The order has taken its money after all: nothing stays reserved beside it. */
  @Test
  void whatWasTakenMeanwhileIsNotReservedTwice() {
    var charge = till.authorized();
    till.twin.inject(Fault.once(FaultKind.LOSE_ANSWER));
    renew.renew(charge, next);
    till.charges.capture(charge, TEN);
    assertThat(renew.renew(charge, next).status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(claim()).isEqualTo(charge.toString());
    assertThat(reserved()).isEqualTo("0");
  }

  @Test
  void onlyWhatHoldsItsMoneyIsRenewedAndByOneOnly() {
    var charge = till.authorized();
    var other = UUID.randomUUID();
    assertThatThrownBy(() -> renew.renew(UUID.randomUUID(), next)).isInstanceOf(Problem.class);
    till.twin.inject(Fault.once(FaultKind.LOSE_ANSWER));
    renew.renew(charge, next);
    assertThatThrownBy(() -> renew.renew(charge, other))
        .isInstanceOfSatisfying(
            Problem.class, said -> assertThat(said.code()).isEqualTo("charge_renewed"));
    assertThatThrownBy(() -> renew.renew(next, charge))
        .isInstanceOfSatisfying(
            Problem.class, said -> assertThat(said.code()).isEqualTo("charge_reused"));
    renew.renew(charge, next);
    assertThatThrownBy(() -> renew.renew(charge, other))
        .isInstanceOfSatisfying(
            Problem.class, said -> assertThat(said.code()).isEqualTo("charge_not_renewable"));
  }

  @Test
  void twoWhoRenewAtOnceReserveOnce() throws Exception {
    var charge = till.authorized();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = workers.submit(() -> renew.renew(charge, next));
      var two = workers.submit(() -> renew.renew(charge, next));
      one.get();
      two.get();
    }
    assertThat(renew.renew(charge, next).status()).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(till.intents(next)).hasSize(1);
    assertThat(reserved()).isEqualTo("1200");
  }

  /** The control: as another charge of the order it is refused. */
  @Test
  void withoutRenewingASecondChargeOfTheOrderIsRefused() {
    var request = till.request(Till.GOOD_CARD);
    till.charges.authorize(request);
    var second =
        new AuthorizeCharge(
            UUID.randomUUID(),
            request.order(),
            request.payer(),
            request.cardId(),
            request.amount());
    assertThatThrownBy(() -> till.charges.authorize(second))
        .isInstanceOfSatisfying(
            Problem.class, said -> assertThat(said.code()).isEqualTo("order_already_charged"));
  }
}
