package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.embedded.stripe.api.Operation.PAYMENT_INTENTS_CANCEL;
import static souk.embedded.stripe.api.Operation.PAYMENT_INTENTS_CAPTURE;
import static souk.embedded.stripe.api.Operation.PAYMENT_INTENTS_CREATE;
import static souk.embedded.stripe.api.Operation.PAYMENT_INTENTS_LIST;
import static souk.embedded.stripe.api.Operation.PAYMENT_INTENTS_RETRIEVE;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.psp.Psp;
import souk.platform.postgres.DatabaseClock;

/** Whatever happens to one request or its answer, the charge ends as asked, with one effect. */
class LostAnswersTest {
  private static final Duration TIMEOUT = Duration.ofMillis(700);
  private static final Duration LONGER_THAN_WE_WAIT = TIMEOUT.plusMillis(300);

  private static Till till;
  private static ChargeResolver resolver;

  @BeforeAll
  static void open() {
    // so many answers are lost that the provider is left alone now and then
    var settings =
        Map.<String, Object>of(
            "stripe.timeout", TIMEOUT.toString(), "stripe.breaker-pause", "50ms");
    till = Till.open(StripeTwinOptions.inProcess(), settings);
    resolver = till.resolver(till.charges);
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @AfterEach
  void nothingWasDoneThatACorrectCallerNeverDoes() {
    till.twin.clearFaults();
    assertThat(till.twin.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = "WEBHOOK_.*|SLOW|ERROR_BEFORE|DECLINE")
  void authorizesOnce(FaultKind fault) {
    hit(PAYMENT_INTENTS_CREATE, fault);
    var request = till.request(GOOD_CARD);
    till.charges.authorize(request);

    settle();

    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(till.intents(request.chargeId()))
        .singleElement()
        .returns("requires_capture", IntentHistory::status);
  }

  /** The provider stores its failure under the key: what was not done then never will be. */
  @Test
  void declinesWhatProvedNeverToHaveBeenExecuted() {
    hit(PAYMENT_INTENTS_CREATE, FaultKind.ERROR_BEFORE);
    var request = till.request(GOOD_CARD);
    assertThat(till.charges.authorize(request).status()).isEqualTo(ChargeStatus.UNKNOWN);

    settle();

    assertThat(till.charges.find(request.chargeId()).orElseThrow())
        .returns(ChargeStatus.DECLINED, ChargeStanding::status)
        .returns("not_executed", ChargeStanding::reason);
    assertThat(till.intents(request.chargeId())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = "WEBHOOK_.*|SLOW")
  void capturesOnce(FaultKind fault) {
    var charge = till.authorized();
    hit(PAYMENT_INTENTS_CAPTURE, fault);
    till.charges.capture(charge, TEN);

    settle();

    assertThat(till.status(charge)).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(till.intents(charge))
        .singleElement()
        .returns("succeeded", IntentHistory::status)
        .returns(1000L, IntentHistory::amountReceived);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = "WEBHOOK_.*|SLOW")
  void voidsOnce(FaultKind fault) {
    var charge = till.authorized();
    hit(PAYMENT_INTENTS_CANCEL, fault);
    till.charges.release(charge);

    settle();

    assertThat(till.status(charge)).isEqualTo(ChargeStatus.VOIDED);
    assertThat(till.intents(charge)).singleElement().returns("canceled", IntentHistory::status);
  }

  @Test
  void blocksWhatWouldConflictWhileAnAnswerIsMissing() {
    var charge = till.authorized();
    hit(PAYMENT_INTENTS_CAPTURE, FaultKind.LOSE_ANSWER);
    assertThat(till.charges.capture(charge, TEN).status()).isEqualTo(ChargeStatus.UNKNOWN);
    till.twin.inject(Fault.always(FaultKind.LOSE_ANSWER).on(PAYMENT_INTENTS_RETRIEVE));

    assertThat(till.charges.release(charge).status()).isEqualTo(ChargeStatus.UNKNOWN);

    till.twin.clearFaults();
    settle();
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(till.events(charge)).isEqualTo("charge.authorized charge.unknown charge.captured");
  }

  @Test
  void voidsAnAuthorizationThatComesToLightAfterItsOrderDied() {
    hit(PAYMENT_INTENTS_CREATE, FaultKind.LATE_EFFECT);
    var request = till.request(GOOD_CARD);
    assertThat(till.charges.authorize(request).status()).isEqualTo(ChargeStatus.UNKNOWN);
    assertThat(till.charges.release(request.chargeId()).status()).isEqualTo(ChargeStatus.UNKNOWN);

    settle();

    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.VOIDED);
    assertThat(till.intents(request.chargeId()))
        .singleElement()
        .returns("canceled", IntentHistory::status);
  }

  /** The provider forgets keys after a day: from then on the same request would pay twice. */
  @Test
  void looksInsteadOfAskingAgainOnceTheKeyMayBeForgotten() {
    hit(PAYMENT_INTENTS_CREATE, FaultKind.LOSE_ANSWER);
    var request = till.request(GOOD_CARD);
    till.charges.authorize(request);
    makeOlder(request.chargeId());
    till.twin.inject(Fault.always(FaultKind.LOSE_ANSWER).on(PAYMENT_INTENTS_CREATE));

    settle();

    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(till.intents(request.chargeId())).hasSize(1);
  }

  @Test
  void concludesFromACompleteListOnlyThatNothingWasEverDone() {
    hit(PAYMENT_INTENTS_CREATE, FaultKind.LOSE_REQUEST);
    var request = till.request(GOOD_CARD);
    till.charges.authorize(request);
    makeOlder(request.chargeId());
    till.twin.inject(Fault.always(FaultKind.LOSE_ANSWER).on(PAYMENT_INTENTS_LIST));
    till.resolveAll(resolver, 3);
    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.UNKNOWN);

    till.twin.clearFaults();
    settle();

    assertThat(till.charges.find(request.chargeId()).orElseThrow())
        .returns(ChargeStatus.DECLINED, ChargeStanding::status)
        .returns("not_executed", ChargeStanding::reason);
    assertThat(till.intents(request.chargeId())).isEmpty();
  }

  /** A process may have slept between reading the row and asking. */
  @Test
  void whoeverReadTheRowLongAgoSearches() {
    var request = till.request(GOOD_CARD);
    till.charges(OtherPsp.losingAnswers()).authorize(request);
    makeOlder(request.chargeId());
    var stored = till.stored.find(request.chargeId()).orElseThrow();
    var forgetting = OtherPsp.withRandomKeys(psp -> psp).apply(till.node.bean(Psp.class));
    var clock = till.node.bean(DatabaseClock.class);
    var steps = new ChargeSteps(forgetting, clock, Duration.ofMinutes(10));
    assertThat(steps.next(stored.at(stored.intendedAt())))
        .containsInstanceOf(ChargeEvent.Seen.class);
    assertThat(till.intents(request.chargeId())).hasSize(1);
    settle();
  }

  private static void hit(Operation operation, FaultKind fault) {
    till.twin.inject(Fault.once(fault).on(operation).delayedBy(LONGER_THAN_WE_WAIT));
  }

  private static void settle() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          till.resolveAll(resolver, 1);
          assertThat(till.hasWork()).isFalse();
        });
  }

  private static void makeOlder(UUID charge) {
    till.node.sql(
        """
        UPDATE payments.charge SET intended_at = intended_at - interval '23 hours 30 minutes'
        WHERE id = '%s'\
        """
            .formatted(charge));
  }
}
