package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Orders whose answers were lost, or whose payments were ended at the provider, go on by webhooks
 * alone: shuffled, tripled and with every twentieth forged they lead where the log in order, each
 * event once, leads. {@code -Dsouk.test.orders=1000} makes it the full size (see CONTRIBUTING.md).
 */
class WebhookLogTest {
  private static final int ORDERS = Integer.getInteger("souk.test.orders", 60);
  private static final long SEED = 20_261_123;

  @Test
  void anyOrderAnyNumberOfTimesLeadsToTheSameLedger() {
    try (var straight = new WebhookWorld(ORDERS);
        var wild = new WebhookWorld(ORDERS)) {
      var nothingTold = straight.digest();
      var log = straight.log();
      assertThat(log).hasSizeGreaterThan(3 * ORDERS);
      log.forEach(straight::tell);
      straight.settle();

      var forged = tellWildly(wild);
      wild.settle();

      assertThat(straight.digest()).isNotEqualTo(nothingTold).isEqualTo(wild.digest());
      assertThat(forged).isGreaterThanOrEqualTo(ORDERS / 2);
      assertThat(wild.kept()).isEqualTo(wild.log().size());
      for (var world : List.of(straight, wild)) {
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
    try (var world = new WebhookWorld(12)) {
      var before = world.digest();
      world.log().forEach(world::tellForged);
      world.settle();
      assertThat(world.digest()).isEqualTo(before);
      assertThat(world.kept()).isZero();
      assertThat(world.till.hasWork()).isTrue();
    }
  }
}
