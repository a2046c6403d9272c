package souk.payments.history;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;
import souk.platform.problem.Problem;

/**
 * What becomes of everything when nothing goes wrong any more: callers let go of what they hold,
 * operators decide, issuers decide, orders are done, and all background work runs until it has
 * nothing to do. Of some things the provider never tells.
 */
final class Rest {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** What of our rows is not at its end. */
  private static final String OPEN =
      """
      SELECT 'charge ' || id || ' is ' || status FROM payments.charge WHERE settled_at IS NULL
      UNION ALL
      SELECT 'refund ' || id || ' is ' || status FROM payments.refund
      WHERE status NOT IN ('REJECTED', 'SUCCEEDED', 'FAILED')
      UNION ALL
      SELECT 'dispute ' || id || ' is ' || status || ', ' || response FROM payments.dispute
      WHERE status NOT IN ('INQUIRY_CLOSED', 'WON', 'LOST')
         OR response IN ('ANSWERING', 'ACCEPTING')
      UNION ALL
      SELECT 'payout ' || id || ' is ' || status FROM payments.payout
      WHERE status <> 'SETTLED' AND finished_at IS NULL\
      """;

  private final World world;
  private final History history;
  private final Tellings tellings;
  private String before = "";

  Rest(World world, History history, Tellings tellings) {
    this.world = world;
    this.history = history;
    this.tellings = tellings;
  }

  static List<String> open(World world) {
    return world.node.lines(OPEN);
  }

  /** What never comes to its end is for an invariant to say. */
  void come() {
    world.deaths.spare();
    world.twin.clearFaults();
    tellings.tell(new Move(Move.Act.TELL, 0, history.orders.size()));
    try {
      awaitQuiet();
      history.payday();
      awaitQuiet();
    } catch (ConditionTimeoutException _) {
      history.neverRests();
      return;
    }
    world.days.settleWhole();
  }

  /** Twice in a row there was nothing to do, and nothing has changed. */
  private void awaitQuiet() {
    before = "";
    await().atMost(WITHIN).pollDelay(Duration.ZERO).pollInterval(PAUSE).until(this::isQuiet);
  }

  private boolean isQuiet() {
    if (world.isProviderLeftAlone()) return false;
    goOn();
    var after = world.digest();
    var isSame = after.equals(before);
    before = after;
    return isSame && open(world).isEmpty();
  }

  private void goOn() {
    world.sender.pass();
    charges();
    refunds();
    disputes();
    world.payouts.seal();
    world.payouts.look();
  }

  private void charges() {
    world.chargeLooks.look();
    for (var order : history.orders) {
      order
          .allCharges()
          .filter(charge -> !Order.isOver(world, charge))
          .forEach(charge -> world.charges.release(charge.chargeId()));
      order.giveUpDebt(world);
      order.completions(world).forEach(world::deliver);
    }
  }

  private void refunds() {
    each(
        "refund",
        "status = 'AWAITING_APPROVAL'",
        (refund, n) -> world.refunds.decide(refund, n % 2 == 0));
    world.refunds.look();
  }

  private void disputes() {
    world.disputes.list();
    var open = world.provider.all("/v1/disputes");
    for (var n = 0; n < open.size(); n++) {
      world.twin.happenings().decide(open.get(n).path("id").asText(), n % 2 == 0);
    }
    world.disputes.look();
  }

  /** With its number among them. */
  private interface Decision {
    void of(UUID id, int number);
  }

  private void each(String table, String condition, Decision decision) {
    var ids = world.ids(table, condition);
    for (var n = 0; n < ids.size(); n++) {
      try {
        decision.of(ids.get(n), n);
      } catch (Problem disputed) {
        decision.of(ids.get(n), 1);
      }
    }
  }
}
