package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.TEN;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.IntentHistory;
import souk.payments.psp.PaymentOption;

/** A card that wants its holder: he is asked, in his time, and the charge ends as he did. */
class AuthenticationTest {
  private static final String CARD = "pm_card_threeDSecure2Required";

  private static Till till;

  @BeforeAll
  static void open() {
    till = Till.open();
  }

  @AfterAll
  static void close() {
    assertThat(till.breaches()).isEmpty();
    assertThat(till.twin.violations()).isEmpty();
    till.close();
  }

  @Test
  void asksThePayerAndGoesOnWhenHeHasAuthenticated() {
    var charge = asked();
    var action = till.charges.nextAction(charge).orElseThrow();
    assertThat(action.type()).isEqualTo("use_stripe_sdk");
    assertThat(action.clientSecret()).startsWith(reference(charge)).doesNotContain("null");
    assertThat(action.toString()).doesNotContain(action.clientSecret());
    assertThat(till.charges.resolve(charge).status()).isEqualTo(ChargeStatus.REQUIRES_ACTION);
    assertThat(till.breaches()).isEmpty();

    till.twin.authenticate(reference(charge), true);
    assertThat(till.charges.resolve(charge).status()).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(till.charges.nextAction(charge)).isEmpty();
    assertThat(till.charges.capture(charge, TEN).status()).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(till.events(charge))
        .isEqualTo("charge.requires_action charge.authorized charge.captured");
    assertThat(till.column(charge, "coalesce(action_secret, 'gone')")).isEqualTo("gone");
  }

  /** Nor can whoever has the secret try again with it. */
  @Test
  void declinesThePayerWhoFails() {
    var charge = asked();
    till.twin.authenticate(reference(charge), false);
    assertThat(till.charges.resolve(charge))
        .extracting(ChargeStanding::status, ChargeStanding::reason)
        .containsExactly(ChargeStatus.DECLINED, "authentication_failed");
    assertThat(intent(charge)).isEqualTo("canceled");
  }

  @Test
  void declinesThePayerWhoTakesTooLong() {
    var charge = asked();
    tenMinutesPass(charge);
    assertThat(till.charges.resolve(charge))
        .extracting(ChargeStanding::status, ChargeStanding::reason)
        .containsExactly(ChargeStatus.DECLINED, "authentication_expired");
    assertThat(intent(charge)).isEqualTo("canceled");
  }

  @Test
  void takesThePayerWhoMadeItInTheLastMoment() {
    var charge = asked();
    tenMinutesPass(charge);
    till.twin.authenticate(reference(charge), true);
    assertThat(till.charges.resolve(charge).status()).isEqualTo(ChargeStatus.AUTHORIZED);
  }

  @Test
  void asksNoMoreWhenTheOrderDied() {
    var charge = asked();
    assertThat(till.charges.release(charge).status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(intent(charge)).isEqualTo("canceled");
    assertThat(till.twin.authenticate(reference(charge), true)).isFalse();
  }

  @Test
  void givesBackWhatWasReservedWhileTheOrderDied() {
    var charge = asked();
    till.twin.authenticate(reference(charge), true);
    assertThat(till.charges.release(charge).status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(intent(charge)).isEqualTo("canceled");
  }

  @Test
  void losesNothingWhenTheAnswerIsLost() {
    var request = till.request(CARD).with(PaymentOption.PAYER_PRESENT);
    till.charges(OtherPsp.losingAnswers()).authorize(request);
    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.UNKNOWN);
    assertThat(till.charges.resolve(request.chargeId()).status())
        .isEqualTo(ChargeStatus.REQUIRES_ACTION);
    assertThat(till.intents(request.chargeId())).hasSize(1);
    till.charges.release(request.chargeId());
  }

  @Test
  void declinesWhereNobodyIsThereToBeAsked() {
    assertThat(till.charges.authorize(till.request(CARD)))
        .extracting(ChargeStanding::status, ChargeStanding::reason)
        .containsExactly(ChargeStatus.DECLINED, "authentication_required");
  }

  /** Should the provider ask all the same: nothing waits for somebody who was not asked. */
  @Test
  void collectsNothingFromWhoeverIsNotThere() {
    var request = till.request(CARD);
    till.charges.authorize(request.with(PaymentOption.PAYER_PRESENT));
    till.node.sql(
        "UPDATE payments.charge SET options = '' WHERE id = '%s'".formatted(request.chargeId()));

    assertThat(till.charges.collect(request).status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(intent(request.chargeId())).isEqualTo("canceled");
  }

  private static UUID asked() {
    var request = till.request(CARD).with(PaymentOption.PAYER_PRESENT);
    assertThat(till.charges.authorize(request).status()).isEqualTo(ChargeStatus.REQUIRES_ACTION);
    return request.chargeId();
  }

  private static void tenMinutesPass(UUID charge) {
    till.node.sql(
        "UPDATE payments.charge SET intended_at = intended_at - interval '601 s' WHERE id = '%s'"
            .formatted(charge));
  }

  private static String reference(UUID charge) {
    return till.column(charge, "psp_reference");
  }

  private static String intent(UUID charge) {
    return till.intents(charge).stream().map(IntentHistory::status).findAny().orElseThrow();
  }
}
