package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.fault.Fault;
import souk.payments.psp.Psp;

/**
 * Many charges, each driven by two workers at once who die before and after calls, through a
 * provider that loses requests and answers, fails, refuses and is late, while two resolvers look.
 * {@code -Dsouk.test.charges=200} makes it a soak (see CONTRIBUTING.md).
 */
class FaultSoupTest {
  private static final int CHARGES = Integer.getInteger("souk.test.charges", 80);
  private static final long SEED = 20_261_122;
  private static final int PASSES_MAX = 200;

  /** Whatever goes wrong, it does not go wrong every second time: the breaker stays closed. */
  private static final List<Fault> FAULTS =
      Fault.parse(
          "lose_request=0.05,lose_answer=0.08,error_before=0.02,error_after=0.04,"
              + "lock_timeout=0.05,rate_limit=0.03,hang_answer=0.02@400,late_effect=0.03@400");

  @Test
  void everyChargeEndsOnceAndAsTheProviderHasIt() throws Exception {
    try (var soup = new Soup(CHARGES, UnaryOperator.identity())) {
      soup.cook();
      soup.assertOneEffectEach();
    }
  }

  /** The negative control: with another key for each attempt the same soup pays twice. */
  @Test
  void aRandomKeyPerAttemptWouldPayTwice() throws Exception {
    try (var soup = new Soup(40, OtherPsp::withRandomKeys)) {
      soup.cook();
      assertThatExceptionOfType(AssertionError.class).isThrownBy(soup::assertOneEffectEach);
      assertThat(soup.till.twin.violations()).isNotEmpty();
    }
  }

  private static final class Soup implements AutoCloseable {
    private final Till till =
        Till.open(
            StripeTwinOptions.inProcess().seed(SEED).latency(Duration.ofMillis(5)),
            Map.of("stripe.breaker-pause", "200ms", "stripe.timeout", "300ms"));

    private final ExecutorService workers = Executors.newFixedThreadPool(16);
    private final List<AuthorizeCharge> requests;
    private final Charges charges;
    private final ChargeResolver resolver;

    Soup(int size, UnaryOperator<UnaryOperator<Psp>> recipe) {
      requests =
          IntStream.range(0, size)
              .mapToObj(i -> till.request(i % 10 == 0 ? "pm_card_chargeDeclined" : GOOD_CARD))
              .toList();
      charges = till.charges(recipe.apply(OtherPsp.dying(sometimes(1), sometimes(2))));
      resolver = till.resolver(charges);
    }

    /** One call in twelve. */
    private static Runnable sometimes(long salt) {
      var random = new Random(SEED + salt);
      return () -> {
        if (random.nextInt(12) == 0) throw new Crash();
      };
    }

    void cook() throws Exception {
      FAULTS.forEach(till.twin::inject);
      var cooking = new AtomicBoolean(true);
      var looks = List.of(workers.submit(looks(cooking)), workers.submit(looks(cooking)));
      var random = new Random(SEED);
      var lives = new ArrayList<Callable<Void>>();
      for (var request : requests) {
        var end = random.nextInt(4);
        lives.add(() -> live(request, end));
        lives.add(() -> live(request, end));
      }
      for (var life : workers.invokeAll(lives)) life.get();
      cooking.set(false);
      for (var look : looks) look.get();
      till.resolveAll(resolver, PASSES_MAX);
    }

    private Callable<Void> looks(AtomicBoolean cooking) {
      return () -> {
        while (cooking.get()) {
          till.hurry();
          resolver.pass();
        }
        return null;
      };
    }

    /** What a saga does when it is driven again and again, until the charge is final. */
    private Void live(AuthorizeCharge request, int end) {
      for (var turns = 0; turns < PASSES_MAX; turns++) {
        try {
          var standing = charges.authorize(request);
          if (end == 0) standing = charges.release(request.chargeId());
          if (standing.status() == ChargeStatus.AUTHORIZED) standing = end(request, end);
          if (isFinal(standing)) return null;
        } catch (Crash died) {
          // another worker takes over, as Temporal would have it
        }
      }
      return null;
    }

    private ChargeStanding end(AuthorizeCharge request, int end) {
      return end == 1
          ? charges.release(request.chargeId())
          : charges.capture(request.chargeId(), TEN);
    }

    private static boolean isFinal(ChargeStanding standing) {
      return switch (standing.status()) {
        case DECLINED, CAPTURED, VOIDED, EXPIRED -> true;
        case PENDING, UNKNOWN, REQUIRES_ACTION, AUTHORIZED -> false;
      };
    }

    void assertOneEffectEach() {
      assertThat(till.hasWork()).isFalse();
      assertThat(till.twin.violations()).isEmpty();
      for (var request : requests) {
        var standing = till.charges.find(request.chargeId()).orElseThrow();
        var intents = till.intents(request.chargeId());
        assertThat(intents).hasSizeLessThanOrEqualTo(1);
        var seen = intents.stream().map(IntentHistory::status).findAny().orElse("none");
        switch (standing.status()) {
          case AUTHORIZED -> assertThat(seen).isEqualTo("requires_capture");
          case CAPTURED -> {
            assertThat(seen).isEqualTo("succeeded");
            assertThat(intents.getFirst().amountReceived()).isEqualTo(TEN.minor());
          }
          case VOIDED -> assertThat(seen).isIn("canceled", "none");
          case EXPIRED -> assertThat(seen).isEqualTo("canceled");
          case DECLINED -> assertThat(seen).isIn("requires_payment_method", "none");
          case PENDING, UNKNOWN, REQUIRES_ACTION ->
              throw new AssertionError("not converged: " + standing);
        }
      }
      assertThat(till.breaches()).isEmpty();
      assertThat(till.node.text(DISORDERED_EVENTS)).isEqualTo("0");
    }

    @Override
    public void close() {
      workers.shutdownNow();
      till.close();
    }
  }

  /** Events of one charge whose versions do not rise with their order. */
  private static final String DISORDERED_EVENTS =
      """
      SELECT count(*) FROM (
        SELECT aggregate_version - lag(aggregate_version)
                 OVER (PARTITION BY aggregate_id ORDER BY seq) AS step
        FROM payments.outbox) steps
      WHERE step <= 0\
      """;
}
