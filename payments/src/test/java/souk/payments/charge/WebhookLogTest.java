package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Orders whose answers were lost, whose payments were ended at the provider, whose refunds,
 * disputes and payouts came to an end there or came back after it, go on by webhooks alone:
 * shuffled, tripled and with every twentieth forged they lead where the log in order, each event
 * once, leads. {@code -Dsouk.test.orders=1000} makes it the full size (see CONTRIBUTING.md).
 */
class WebhookLogTest {
  private static final int ORDERS = Integer.getInteger("souk.test.orders", 30);
  private static final long SEED = 20_261_123;

  /** How refunds, disputes and payouts end, of which each fifteenth order has one. */
  private static final List<String> ENDS =
      Stream.of(
              "dispute INQUIRY_CLOSED 12",
              "dispute LOST 11",
              "dispute WON 10",
              "payout RETURNED 14",
              "payout SETTLED 13",
              "refund FAILED 9",
              "refund SUCCEEDED 8")
          .map(WebhookLogTest::counted)
          .toList();

  /** With the number of orders of a fate instead of the fate. */
  private static String counted(String end) {
    var space = end.lastIndexOf(' ');
    var fate = Integer.parseInt(end.substring(space + 1));
    var orders = IntStream.range(0, ORDERS).filter(n -> n % WebhookWorld.FATES == fate).count();
    return end.substring(0, space + 1) + orders;
  }

  @Test
  void anyOrderAnyNumberOfTimesLeadsToTheSameLedger() {
    try (var straight = new WebhookWorld(ORDERS);
        var wild = new WebhookWorld(ORDERS)) {
      var nothingTold = straight.digest();
      var log = straight.log();
      assertThat(log).hasSizeGreaterThan(3 * ORDERS);
      log.forEach(straight::tell);
      straight.settle();
      straight.taken.goOn();

      var forged = tellWildly(wild);
      wild.settle();
      wild.taken.goOn();

      assertThat(wild.besides(straight)).isEmpty();
      assertThat(straight.besides(wild)).isEmpty();
      assertThat(straight.digest()).isNotEqualTo(nothingTold).isEqualTo(wild.digest());
      assertThat(forged).isGreaterThanOrEqualTo(ORDERS / 2);
      assertThat(wild.kept()).isEqualTo(wild.log().size());
      for (var world : List.of(straight, wild)) {
        assertThat(world.taken.standings()).as("of all kinds").isEqualTo(ENDS);
        assertThat(world.till.hasWork()).isFalse();
        assertThat(world.till.breaches()).isEmpty();
        // the rule that has just found no breach computes so many links of each chain again
        assertThat(world.longestChain()).isLessThan(1_000);
        assertThat(world.till.twin.violations()).isEmpty();
      }
    }
  }

  /** Answers how many forged ones were sent, all of which must be refused. */
  private static int tellWildly(WebhookWorld world) {
    var random = new Random(SEED);
    var tripled = new ArrayList<Runnable>();
    for (var times = 0; times < 3; times++) {
      world.log().forEach(event -> tripled.add(() -> world.tell(event)));
    }
    // one in twenty of all that is sent
    var forged = tripled.size() / 19;
    for (var i = 0; i < forged; i++) {
      var victim = world.log().get(random.nextInt(world.log().size()));
      tripled.add(() -> world.tellForged(victim));
    }
    Collections.shuffle(tripled, random);
    for (var i = 0; i < tripled.size(); i++) {
      tripled.get(i).run();
      if (i % 200 == 199) world.settle();
    }
    return forged;
  }

  /** The control: without a genuine word nothing moves. */
  @Test
  void forgedEventsMoveNothing() {
    try (var world = new WebhookWorld(WebhookWorld.FATES)) {
      var before = world.digest();
      world.log().forEach(world::tellForged);
      world.settle();
      assertThat(world.digest()).isEqualTo(before);
      assertThat(world.kept()).isZero();
      assertThat(world.till.hasWork()).isTrue();
    }
  }

  /**
   * The control: what becomes of money that was taken is in the digest, and by these words only.
   */
  @ParameterizedTest
  @ValueSource(strings = {"refund", "dispute", "payout|transfer"})
  void whatNobodyTellsOfIsMissing(String kind) {
    try (var world = new WebhookWorld(WebhookWorld.FATES)) {
      var untold = Pattern.compile(kind);
      tell(world, event -> !untold.matcher(WebhookWorld.type(event)).find());
      var without = world.digest();

      tell(world, event -> untold.matcher(WebhookWorld.type(event)).find());

      assertThat(world.digest()).isNotEqualTo(without);
    }
  }

  private static void tell(WebhookWorld world, Predicate<String> which) {
    world.log().stream().filter(which).forEach(world::tell);
    world.settle();
    world.taken.goOn();
  }
}
