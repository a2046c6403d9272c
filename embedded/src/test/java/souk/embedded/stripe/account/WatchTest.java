package souk.embedded.stripe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.Violation.Rule;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.CaptureMethod;
import souk.embedded.stripe.intent.Charge;
import souk.embedded.stripe.intent.ChargeState;
import souk.embedded.stripe.intent.IntentState;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.Terms;
import souk.embedded.stripe.intent.Turn;

/** The watch sees a wrong move even if the intent's own rules had let it pass. */
class WatchTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final PaymentMethod CARD = PaymentMethod.wellKnown("pm_card_visa").orElseThrow();
  private static final ChargeState HELD = new ChargeState.Authorized(NOW);

  private final Watch watch = new Watch(new Intents(), NOW);

  private static PaymentIntent intent(IntentState state, ChargeState... charges) {
    var terms =
        new Terms("pi_1", "s", NOW, 1000, "eur", CaptureMethod.MANUAL, null, Map.of(), Map.of());
    var attempts =
        List.of(charges).stream()
            .map(charge -> new Charge("ch_" + charge, NOW, 1000, CARD, charge));
    return new PaymentIntent(terms, state, attempts.toList());
  }

  private static PaymentIntent captured(long... amounts) {
    var charges =
        Arrays.stream(amounts)
            .mapToObj(amount -> new ChargeState.Captured(amount, 0))
            .toArray(ChargeState[]::new);
    return intent(new IntentState.Succeeded(CARD), charges);
  }

  private List<Rule> rules(PaymentIntent before, PaymentIntent after) {
    return watch.moved(before, after).stream().map(Violation::rule).toList();
  }

  @Test
  void seesTheSecondOfTwoCaptures() {
    assertThat(rules(captured(1000), captured(1000, 1000))).containsExactly(Rule.SECOND_CAPTURE);
  }

  @Test
  void askingForTheRestOfWhatRanOutIsNoFaultAndTakingItIs() {
    var held = intent(new IntentState.RequiresCapture(CARD), new ChargeState.Authorized(NOW, 70));
    var ranOut = held.expire(NOW);
    var letGo = (Turn.Moved) held.cancel("abandoned", NOW);

    assertThat(watch.refusedCapture(ranOut, 100)).isEmpty();
    assertThat(rules(ranOut, captured(70, 100))).containsExactly(Rule.SECOND_CAPTURE);
    assertThat(watch.refusedCapture(letGo.next(), 100))
        .extracting(Violation::rule)
        .containsExactly(Rule.SECOND_CAPTURE);
  }

  @Test
  void seesACaptureOfWhatWasReleased() {
    var cancelled =
        intent(new IntentState.Canceled(CARD, null, NOW), new ChargeState.Released(false));

    assertThat(rules(cancelled, captured(1000))).containsExactly(Rule.CAPTURE_AFTER_CANCEL);
  }

  @Test
  void seesMoreTakenThanHeld() {
    var held = intent(new IntentState.RequiresCapture(CARD), HELD);

    assertThat(rules(held, captured(1001))).containsExactly(Rule.CAPTURED_MORE_THAN_AUTHORIZED);
    assertThat(rules(held, captured(1000))).isEmpty();
  }
}
