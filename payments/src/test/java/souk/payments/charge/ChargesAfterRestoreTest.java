package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static souk.payments.restore.Installation.TWELVE;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.fault.Fault;
import souk.payments.card.Cards;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.ChargeEvent.CaptureWanted;
import souk.payments.psp.PspToken;
import souk.payments.restore.Finding;
import souk.payments.restore.Finding.Outcome;
import souk.payments.restore.Installation;
import souk.platform.money.Money;

/** What the provider did for charges after the backup that the database was restored from. */
class ChargesAfterRestoreTest {
  private static final Money TEN = Money.of(1000, "EUR");

  private final Installation souk = Installation.open();

  @AfterEach
  void close() {
    assertThat(souk.twin.violations()).isEmpty();
    souk.close();
  }

  private void isWhole() {
    assertThat(souk.breaches()).isEmpty();
    assertThat(souk.adopt()).as("a second pass").isEmpty();
  }

  private static List<String> kinds(List<Finding> findings) {
    return findings.stream().map(Finding::kind).toList();
  }

  @Test
  void whatWasPaidForAForgottenOrderGoesBack() {
    souk.authorized();
    souk.backUp();
    var held = souk.authorized();
    var taken = souk.captured();
    souk.restore();

    var seen = souk.look();
    assertThat(kinds(seen)).containsOnly("payment_forgotten").hasSize(2);
    assertThat(seen).allMatch(one -> one.outcome() == Outcome.FOUND);
    assertThat(souk.intent(held).status()).as("looking alone").isEqualTo("requires_capture");
    assertThat(souk.kept(taken)).as("looking alone").isEqualTo(1200);

    assertThat(souk.adopt()).hasSize(2).allMatch(one -> one.outcome() == Outcome.ADOPTED);
    assertThat(souk.intent(held).status()).isEqualTo("canceled");
    assertThat(souk.kept(taken)).isZero();
    assertThat(
            souk.node()
                .text(
                    "SELECT count(*) FROM platform.action_log WHERE action = 'charge.given_back'"))
        .isEqualTo("2");
    isWhole();
  }

  @Test
  void aForgottenChargeMadeOnceMoreIsVoidAndNeverAsksUnderItsOldKey() {
    souk.backUp();
    var request = souk.request();
    souk.charges().authorize(request);
    souk.restore();
    souk.adopt();

    var other =
        new AuthorizeCharge(
            request.chargeId(), request.order(), request.payer(), request.cardId(), TEN);
    var answer = souk.charges().authorize(other);
    assertThat(answer.status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(answer.order()).isEqualTo(request.order());
    assertThat(souk.intent(request.chargeId()).status()).isEqualTo("canceled");
    isWhole();
  }

  /** The control: the key stands for another request, and nobody can say what became of it. */
  @Test
  void withoutAdoptionItsOldKeyIsInTheWay() {
    souk.backUp();
    var request = souk.request();
    souk.charges().authorize(request);
    souk.restore();

    var card = souk.bean(Cards.class).register(request.payer(), "pm_card_visa").id();
    var other =
        new AuthorizeCharge(request.chargeId(), request.order(), request.payer(), card, TEN);
    assertThat(souk.charges().authorize(other).status()).isEqualTo(ChargeStatus.UNKNOWN);
  }

  @Test
  void aCaptureThatNoRowAskedForGoesBack() {
    var charge = souk.authorized();
    souk.backUp();
    souk.charges().capture(charge, TEN);
    souk.restore();

    assertThat(kinds(souk.adopt())).containsExactly("payment_taken_unasked");
    assertThat(souk.status(charge)).isEqualTo(ChargeStatus.VOIDED);
    assertThat(souk.kept(charge)).isZero();
    isWhole();
  }

  @Test
  void aCaptureThatTheRowAskedForIsTakenOver() {
    var charge = souk.authorized();
    souk.bean(StoredCharges.class).apply(charge, new CaptureWanted(TEN));
    souk.backUp();
    souk.charges().capture(charge, TEN);
    souk.restore();

    assertThat(kinds(souk.adopt())).containsExactly("charge_behind");
    assertThat(souk.status(charge)).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(souk.kept(charge)).isEqualTo(1000);
    isWhole();
  }

  /** The stored answer to its request would say that the money is still reserved. */
  @Test
  void anAuthorizationThatWasReleasedSinceIsNotBelievedFromItsOldAnswer() {
    var charge = authorizing();
    souk.backUp();
    assertThat(souk.charges().resolve(charge).status()).isEqualTo(ChargeStatus.AUTHORIZED);
    souk.charges().release(charge);
    souk.restore();

    assertThat(kinds(souk.adopt())).containsExactly("charge_behind");
    assertThat(souk.status(charge)).isEqualTo(ChargeStatus.VOIDED);
    isWhole();
  }

  @Test
  void anAuthorizationThatWasMadeSinceIsTakenOver() {
    var charge = authorizing();
    souk.backUp();
    souk.charges().resolve(charge);
    souk.restore();

    assertThat(kinds(souk.adopt())).containsExactly("charge_behind");
    assertThat(souk.status(charge)).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(souk.charges().capture(charge, TEN).status()).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(souk.intent(charge).changes().getLast().idempotencyKey())
        .matches(".*-capture-1\\d{3}");
    isWhole();
  }

  @Test
  void anAuthorizationThatNobodyMadeIsMadeUnderAKeyOfItsOwn() {
    var charge = authorizing();
    souk.backUp();
    souk.restore();
    assertThat(souk.adopt()).isEmpty();
    assertThat(souk.charges().resolve(charge).status()).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(souk.intent(charge).changes().getFirst().idempotencyKey())
        .matches(".*-authorize-1\\d{3}");
  }

  @Test
  void whatIsNotOursStays() throws Exception {
    souk.backUp();
    pay("amount=900&currency=eur");
    souk.restore();
    assertThat(souk.adopt()).isEmpty();
    assertThat(souk.twin.intents().getFirst().status()).isEqualTo("requires_capture");
  }

  /** Chilean units of account have four decimals, and Stripe is not known to take them. */
  @Test
  void aPaymentThatCannotBeReadStaysOpenAndHidesNoOtherOne() throws Exception {
    souk.backUp();
    var older = souk.captured();
    pay("amount=900&currency=clf&metadata[charge_id]=" + UUID.randomUUID());
    pay("amount=900&currency=clf");
    var newer = souk.captured();
    souk.restore();

    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactlyInAnyOrder(
            tuple("payment_forgotten", Outcome.ADOPTED),
            tuple("unseen", Outcome.OPEN),
            tuple("payment_forgotten", Outcome.ADOPTED));
    assertThat(souk.kept(older) + souk.kept(newer)).isZero();
    assertThat(souk.adopt())
        .as("people find it by its name at the provider")
        .singleElement()
        .matches(one -> one.subject().startsWith("payments pi_"))
        .matches(one -> one.hindrance().equals("UNREADABLE"));
  }

  @Test
  void anOpenChargeWhosePaymentCannotBeReadIsToldAsThat() throws Exception {
    var charge = souk.authorized();
    var payment = pay("amount=900&currency=clf");
    souk.node()
        .sql(
            "UPDATE payments.charge SET psp_reference = '%s' WHERE id = '%s'"
                .formatted(payment, charge));
    assertThat(souk.look())
        .filteredOn(one -> one.kind().equals("unseen"))
        .singleElement()
        .matches(one -> one.subject().contains(charge.toString()))
        .matches(one -> one.hindrance().equals("UNREADABLE"));
  }

  private String pay(String terms) throws Exception {
    return Stranger.reserves(souk.twin, terms);
  }

  @Test
  void nothingIsDoneWhileAServerIsConnected() {
    souk.backUp();
    var taken = souk.captured();
    souk.restore();
    try (var server = souk.server()) {
      server.bean(StoredCharges.class).find(taken);
      assertThat(souk.look()).hasSize(1);
      assertThatThrownBy(souk::adopt).hasMessageContaining("a server is connected");
      assertThat(souk.kept(taken)).isEqualTo(1200);
    }
    await().untilAsserted(() -> assertThat(souk.adopt()).hasSize(1));
    isWhole();
  }

  @Test
  void aProviderThatDoesNotAnswerLeavesEverythingOpen() {
    souk.authorized();
    Fault.parse("rate_limit=1").forEach(souk.twin::inject);
    assertThat(souk.adopt()).isNotEmpty().allMatch(one -> one.outcome() == Outcome.OPEN);
  }

  /** Its intent is committed, and whoever should have asked has died. */
  private UUID authorizing() {
    var request = souk.request();
    var token = new PspToken("pm_card_visa", null);
    var terms = new Terms(request.order(), request.payer(), request.cardId(), TWELVE);
    var first = new Authorizing(terms, token, false, null);
    souk.bean(StoredCharges.class).add(request.chargeId(), () -> first);
    return request.chargeId();
  }
}
