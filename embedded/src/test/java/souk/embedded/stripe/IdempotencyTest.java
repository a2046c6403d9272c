package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.account.Violation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.embedded.stripe.fault.Latency;

/** One effect per key, whatever happens. */
class IdempotencyTest {
  private final HandClock clock = new HandClock();
  private StripeTwin twin;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess().clock(clock));
    caller = Caller.of(twin);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void repeatsTheFirstAnswerByteForByte() throws StripeException {
    var first = caller.authorize("c1").getLastResponse();
    var second = caller.authorize("c1").getLastResponse();

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(second.headers().firstValue("Original-Request")).hasValue(first.requestId());
    assertThat(second.requestId()).isNotEqualTo(first.requestId());
    assertThat(twin.intents()).hasSize(1);
  }

  @Test
  void repeatsAnAnswerThatTheWorldHasOutrun() throws StripeException {
    var id = caller.authorize("c1").getId();
    caller.capture(id, "k1");

    assertThat(caller.authorize("c1").getStatus()).isEqualTo("requires_capture");
    assertThat(caller.retrieve(id).getStatus()).isEqualTo("succeeded");
  }

  @Test
  void repeatsADecline() {
    var declined = Caller.authorization("c1").setPaymentMethod("pm_card_chargeDeclined").build();
    var intents = caller.stripe().v1().paymentIntents();

    var first =
        catchThrowableOfType(CardException.class, () -> intents.create(declined, Caller.key("k1")));
    var second =
        catchThrowableOfType(CardException.class, () -> intents.create(declined, Caller.key("k1")));

    assertThat(second.getCharge()).isEqualTo(first.getCharge());
    assertThat(twin.intents()).hasSize(1);
  }

  @Test
  void refusesAKeyThatWasUsedForSomethingElse() throws StripeException {
    caller.authorize("c1", "k1");

    var otherParams =
        catchThrowableOfType(IdempotencyException.class, () -> caller.authorize("c2", "k1"));
    var otherEndpoint =
        catchThrowableOfType(IdempotencyException.class, () -> caller.cancel("pi_x", "k1"));

    assertThat(otherParams.getStatusCode()).isEqualTo(400);
    assertThat(otherEndpoint.getStatusCode()).isEqualTo(400);
    assertThat(twin.intents()).hasSize(1);
  }

  @Test
  void doesNotStoreARefusalOfTheParameters() throws StripeException {
    var tooLittle = Caller.authorization("c1").setAmount(1L).build();
    var refused =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> caller.stripe().v1().paymentIntents().create(tooLittle, Caller.key("k1")));
    assertThat(refused.getCode()).isEqualTo("amount_too_small");

    assertThat(caller.authorize("c1", "k1").getStatus()).isEqualTo("requires_capture");
  }

  @Test
  void storesARefusalOfTheState() throws StripeException {
    var id = caller.capture(caller.authorize("c1").getId(), "k1").getId();
    var first = catchThrowableOfType(InvalidRequestException.class, () -> caller.cancel(id, "k2"));

    var second = catchThrowableOfType(InvalidRequestException.class, () -> caller.cancel(id, "k2"));

    var headers = second.getStripeError().getLastResponse().headers();
    assertThat(headers.firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(headers.firstValue("Original-Request")).hasValue(first.getRequestId());
  }

  @Test
  void refusesATwinWhileTheFirstRequestRuns() throws Exception {
    twin.inject(Fault.once(FaultKind.SLOW).delayedBy(Duration.ofSeconds(4)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> caller.authorize("c1"));
      await().until(() -> !twin.intents().isEmpty());

      var second = catchThrowableOfType(ApiException.class, () -> caller.authorize("c1"));

      assertThat(second.getStatusCode()).isEqualTo(409);
      assertThat(second.getCode()).isEqualTo("idempotency_key_in_use");
      assertThat(first.get().getStatus()).isEqualTo("requires_capture");
    }
    assertThat(caller.authorize("c1").getStatus()).isEqualTo("requires_capture");
    assertThat(twin.intents()).hasSize(1);
  }

  @Test
  void storesAServerErrorWithItsEffect() throws StripeException {
    twin.inject(Fault.once(FaultKind.ERROR_AFTER));
    var first = catchThrowableOfType(ApiException.class, () -> caller.authorize("c1"));
    var second = catchThrowableOfType(ApiException.class, () -> caller.authorize("c1"));

    assertThat(first.getStatusCode()).isEqualTo(500);
    assertThat(second.getStatusCode()).isEqualTo(500);
    assertThat(twin.intents())
        .singleElement()
        .extracting(IntentHistory::status)
        .isEqualTo("requires_capture");
  }

  @Test
  void storesAServerErrorWithoutAnEffect() {
    twin.inject(Fault.once(FaultKind.ERROR_BEFORE));

    assertThat(catchThrowable(() -> caller.authorize("c1"))).isInstanceOf(ApiException.class);
    assertThat(catchThrowable(() -> caller.authorize("c1"))).isInstanceOf(ApiException.class);

    assertThat(twin.intents()).isEmpty();
  }

  @Test
  void forgetsAKeyAfterADay() throws StripeException {
    caller.authorize("c1", "k1");
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    caller.authorize("c1", "k1");
    assertThat(twin.intents()).hasSize(1);

    clock.advance(Duration.ofSeconds(2));
    caller.authorize("c1", "k1");

    assertThat(twin.intents()).hasSize(2);
    assertThat(twin.violations())
        .extracting(Violation::rule)
        .containsExactly(Violation.Rule.DUPLICATE_CHARGE);
  }

  @Test
  void hasOneEffectHoweverManyTwinsComeAtOnce() throws Exception {
    twin.latency(Latency.fixed(Duration.ofMillis(5)));
    var ids = atOnce(40, i -> authorizeUntilAnswered("c" + i % 4, "k" + i % 4));

    assertThat(ids.stream().distinct()).hasSize(4);
    assertThat(twin.intents()).hasSize(4);
    assertThat(twin.violations()).isEmpty();
  }

  /** The same storm with a key for each request: the watch must see what the keys prevent. */
  @Test
  void chargesTwiceWithoutTheKeys() throws Exception {
    var ids = atOnce(8, i -> caller.authorize("c1", "k" + i).getId());

    assertThat(ids.stream().distinct()).hasSize(8);
    assertThat(twin.violations())
        .extracting(Violation::rule)
        .contains(Violation.Rule.DUPLICATE_CHARGE);
  }

  @Test
  void letsOneOfCaptureAndCancelWin() throws Exception {
    for (int round = 0; round < 20; round++) {
      var id = caller.authorize("r" + round).getId();
      var name = "r" + round;

      var outcomes =
          atOnce(
              6,
              i ->
                  outcome(() ->
                      i % 2 == 0
                          ? caller.capture(id, name + "capture")
                          : caller.cancel(id, name + "cancel")));

      assertThat(outcomes.stream().distinct()).hasSize(2).contains("refused");
      assertThat(
              twin.intents().getLast().times("succeeded")
                  + twin.intents().getLast().times("canceled"))
          .isEqualTo(1);
    }
  }

  private static String outcome(Callable<PaymentIntent> call) throws Exception {
    try {
      return call.call().getStatus();
    } catch (InvalidRequestException refused) {
      return "refused";
    }
  }

  private String authorizeUntilAnswered(String chargeId, String key) throws StripeException {
    while (true) {
      try {
        return caller.authorize(chargeId, key).getId();
      } catch (ApiException inUse) {
        assertThat(inUse.getCode()).isEqualTo("idempotency_key_in_use");
      }
    }
  }

  private interface Numbered<T> {
    T call(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int callers, Numbered<T> call) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          IntStream.range(0, callers)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return call.call(i);
                  }))
              .toList();
      start.countDown();
      return running.stream().map(IdempotencyTest::result).toList();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
