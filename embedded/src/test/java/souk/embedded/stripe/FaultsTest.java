package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** What a caller sees of each fault, and what it finds when it asks again. */
class FaultsTest {
  private static final Duration LONG = Duration.ofSeconds(3);
  private static final int IMPATIENT_MILLIS = 500;

  private StripeTwin twin;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess().seed(7));
    caller = Caller.of(twin, IMPATIENT_MILLIS);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void hasDoneWhatItDidNotAnswer() throws StripeException {
    twin.inject(Fault.once(FaultKind.HANG_ANSWER).delayedBy(LONG));

    assertLost("c1");

    assertThat(twin.intents()).hasSize(1);
    var answer = caller.authorize("c1").getLastResponse();
    assertThat(answer.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(twin.intents()).hasSize(1);
  }

  /** The JDK's HTTP client repeats a POST whose connection was reset, once and without a word. */
  @Test
  void hasDoneItOnceThoughTheJdkAskedTwice() throws StripeException {
    twin.inject(Fault.once(FaultKind.LOSE_ANSWER));

    var answer = caller.authorize("c1").getLastResponse();

    assertThat(answer.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(twin.intents()).hasSize(1);
  }

  @Test
  void resetsTheConnectionAfterTheEffect() throws StripeException {
    twin.inject(Fault.always(FaultKind.LOSE_ANSWER).times(2));

    assertLost("c1");

    assertThat(twin.intents()).hasSize(1);
    assertThat(caller.authorize("c1").getStatus()).isEqualTo("requires_capture");
    assertThat(twin.intents()).hasSize(1);
  }

  @Test
  void hasNotDoneWhatNeverArrived() throws StripeException {
    twin.inject(Fault.always(FaultKind.LOSE_REQUEST).times(2));
    assertLost("c1");
    twin.inject(Fault.once(FaultKind.HANG_REQUEST).delayedBy(LONG));
    assertLost("c1");

    assertThat(twin.intents()).isEmpty();
    var answer = caller.authorize("c1").getLastResponse();
    assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void doesLaterWhatTheCallerHasGivenUp() {
    twin.inject(Fault.once(FaultKind.LATE_EFFECT).delayedBy(LONG));

    assertLost("c1");

    assertThat(twin.intents()).isEmpty();
    var tooEarly = catchThrowableOfType(ApiException.class, () -> caller.authorize("c1"));
    assertThat(tooEarly.getCode()).isEqualTo("idempotency_key_in_use");
    await().until(() -> twin.intents().size() == 1);
    await()
        .ignoreExceptions()
        .until(() -> caller.authorize("c1").getStatus().equals("requires_capture"));
    assertThat(twin.intents()).hasSize(1);
  }

  @Test
  void saysThatAnObjectIsLocked() throws StripeException {
    var id = caller.authorize("c1").getId();
    twin.inject(Fault.once(FaultKind.LOCK_TIMEOUT).on(Operation.PAYMENT_INTENTS_CAPTURE));

    var locked = catchThrowableOfType(RateLimitException.class, () -> caller.capture(id, "k"));

    assertThat(locked.getStatusCode()).isEqualTo(429);
    assertThat(locked.getCode()).isEqualTo("lock_timeout");
    assertThat(caller.capture(id, "k").getStatus()).isEqualTo("succeeded");
  }

  @Test
  void hitsOnlyTheOperationItIsMeantFor() throws StripeException {
    twin.inject(Fault.always(FaultKind.ERROR_BEFORE).on(Operation.PAYMENT_INTENTS_CAPTURE));

    var id = caller.authorize("c1").getId();

    var failed = catchThrowableOfType(ApiException.class, () -> caller.capture(id, "k"));
    assertThat(failed.getStatusCode()).isEqualTo(500);
    assertThat(caller.retrieve(id).getStatus()).isEqualTo("requires_capture");
    twin.clearFaults();
    assertThat(caller.capture(id, "other").getStatus()).isEqualTo("succeeded");
  }

  @Test
  void meetsTheSameFateInEveryRunOfASeed() throws IOException {
    var first = fates(11);

    assertThat(fates(11)).isEqualTo(first);
    assertThat(fates(12)).isNotEqualTo(first);
    assertThat(first).contains(true, false);
  }

  private static List<Boolean> fates(long seed) throws IOException {
    var faults = Fault.parse("rate_limit=0.3");
    var options = StripeTwinOptions.inProcess().seed(seed).faults(faults);
    try (var twin = StripeTwin.start(options)) {
      var caller = Caller.of(twin);
      // in parallel: a fate must not depend on who comes first
      return IntStream.range(0, 60).parallel().mapToObj(i -> answers(caller, "c" + i)).toList();
    }
  }

  private static boolean answers(Caller caller, String chargeId) {
    try {
      caller.authorize(chargeId);
      return true;
    } catch (RateLimitException limited) {
      return false;
    } catch (StripeException other) {
      throw new AssertionError(other);
    }
  }

  /** Any weather: each charge is asked for again with its key until it is answered. */
  @Test
  void endsWithOneEffectEachWhateverGoesWrong() {
    Fault.parse(
            "lose_answer=0.2,lose_request=0.2,lock_timeout=0.1,hang_answer=0.05@600,late_effect=0.1@600")
        .forEach(twin::inject);

    var statuses = IntStream.range(0, 40).parallel().mapToObj(i -> settle("c" + i)).toList();

    assertThat(statuses).containsOnly("succeeded");
    assertThat(twin.intents())
        .hasSize(40)
        .extracting(IntentHistory::amountReceived)
        .containsOnly(1250L);
    assertThat(twin.intents()).allMatch(intent -> intent.times("succeeded") == 1);
    assertThat(twin.violations()).isEmpty();
  }

  private String settle(String chargeId) {
    var id = untilAnswered(() -> caller.authorize(chargeId).getId());
    return untilAnswered(() -> caller.capture(id, "capture-" + chargeId).getStatus());
  }

  private interface StripeCall {
    String call() throws StripeException;
  }

  private static String untilAnswered(StripeCall call) {
    while (true) {
      try {
        return call.call();
      } catch (ApiConnectionException | RateLimitException | ApiException again) {
        Thread.onSpinWait();
      } catch (StripeException wrong) {
        throw new AssertionError(wrong);
      }
    }
  }

  private void assertLost(String chargeId) {
    assertThat(catchThrowableOfType(ApiConnectionException.class, () -> caller.authorize(chargeId)))
        .isNotNull();
  }
}
