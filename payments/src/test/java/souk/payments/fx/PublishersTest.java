package souk.payments.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;
import souk.payments.fx.PublishedRates.Told;
import souk.platform.action.Operator;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/** Whoever is late with a rate is late: it never comes into force over a later one. */
class PublishersTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency CHF = Currency.getInstance("CHF");
  private static final int ROUNDS = 60;

  private final Operator operator = new Operator(UUID.randomUUID(), "desk");
  private PaymentsNode node;
  private Instant start;

  @BeforeEach
  void open() {
    node = PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
    start = node.bean(DatabaseClock.class).now().minus(Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void whatIsPublishedAgainLateIsTheFirstAndNotInForce() {
    assertThat(publish(rate("0.90", 1))).isEqualTo("published");
    assertThat(publish(rate("0.95", 3))).isEqualTo("published");
    assertThat(publish(rate("0.90", 1))).isEqualTo("published");
    assertThat(publish(rate("0.92", 2))).isEqualTo("rate_superseded");
    assertThat(publish(otherWayRound("1.08", 2))).isEqualTo("rate_superseded");
    assertThat(inForce()).isEqualByComparingTo("0.95");
    assertThat(node.text("SELECT count(*) FROM payments.fx_rate")).isEqualTo("2");
  }

  /** What was refused has not moved the pair on. */
  @Test
  void aRateThatIsRefusedLeavesTheOneBeforeInForceAndLetsTheNextOneIn() {
    publish(rate("0.90", 1));
    assertThat(publish(rate("9.00", 5))).isEqualTo("rate_implausible");
    assertThat(publish(rate("0.91", 3))).isEqualTo("published");
    assertThat(inForce()).isEqualByComparingTo("0.91");
  }

  /** The earlier of two is published first, or not at all; whichever way round they are told. */
  @Test
  void ofTwoAtOnceTheLaterIsInForceAndNoneWasPublishedAfterALaterOne() throws Exception {
    for (var round = 1; round <= ROUNDS; round++) {
      var earlier = round % 2 == 0 ? rate("0.90", 2 * round) : otherWayRound("1.11", 2 * round);
      var later = rate("0.91", 2 * round + 1);
      var said = atOnce(() -> publish(earlier), () -> publish(later));
      assertThat(said.getFirst()).isIn("published", "rate_superseded");
      assertThat(said.getLast()).isEqualTo("published");
      assertThat(inForce()).isEqualByComparingTo("0.91");
    }
    assertThat(
            node.text(
                """
                SELECT count(*) FROM payments.fx_rate late JOIN payments.fx_rate known
                  ON known.as_of > late.as_of AND known.published_at < late.published_at\
                """))
        .isEqualTo("0");
    assertThat(node.text("SELECT count(*) FROM platform.action_log"))
        .isEqualTo(node.text("SELECT count(*) FROM payments.fx_rate"));
  }

  private List<String> atOnce(Callable<String> one, Callable<String> other) throws Exception {
    var barrier = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> after(barrier, one));
      var second = threads.submit(() -> after(barrier, other));
      return List.of(first.get(), second.get());
    }
  }

  private static String after(CyclicBarrier barrier, Callable<String> what) throws Exception {
    barrier.await();
    return what.call();
  }

  private String publish(Told told) {
    try {
      node.bean(PublishedRates.class).publish(operator, told);
      return "published";
    } catch (Problem refused) {
      return refused.code();
    }
  }

  private Told rate(String rate, int seconds) {
    return told(EUR, CHF, rate, seconds);
  }

  private Told otherWayRound(String rate, int seconds) {
    return told(CHF, EUR, rate, seconds);
  }

  private Told told(Currency base, Currency quote, String rate, int seconds) {
    var asOf = start.plus(Duration.ofSeconds(seconds));
    return new Told(base, quote, new BigDecimal(rate), "ECB", asOf, false);
  }

  private BigDecimal inForce() {
    var now = node.bean(DatabaseClock.class).now();
    return node.bean(Rates.class).between(EUR, CHF, now).orElseThrow().rate();
  }
}
