package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.city.Point;
import souk.dispatch.eta.Eta;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.matching.Snapshot.Reason;
import souk.dispatch.matching.Snapshot.Seeker;
import souk.dispatch.matching.Snapshot.Seen;
import souk.dispatch.matching.cost.TrackRecord;
import souk.dispatch.matching.cost.Weights;
import souk.dispatch.matching.cost.Work;

/**
 * A day of orders through the matcher alone, on a virtual clock: no process, no engine, no thread.
 * Who drives where and who says no comes from one seed.
 */
class VirtualDayTest {
  private static final Instant MORNING = Instant.parse("2026-11-22T04:00:00Z");
  private static final int DAY_SECONDS = 86_400;
  private static final int ORDERS = 4_000;
  private static final int DRIVERS = 40;
  private static final int SEARCH_SECONDS = 120;
  private static final double METRES_PER_SECOND = 8;

  /** One circle, so that any other way to choose may choose from the same. */
  private final Matcher matcher =
      new Matcher(List.of(3_000), Duration.ofSeconds(10), Duration.ofSeconds(SEARCH_SECONDS));

  private record Order(UUID id, int second, Point from, Point to) {}

  /** A driver as the day moves him. */
  private static final class Cab {
    private final UUID id;
    private Point at;
    private int freeAt;

    Cab(UUID id, Point at) {
      this.id = id;
      this.at = at;
    }
  }

  /** What the day comes to; equal for equal days. */
  private record Day(
      List<String> offers, int hopeless, int longestWait, long costMs, long inTurnsMs) {}

  @Test
  void aDayOfOrdersIsMatchedAlikeAgainAndBetterThanInTurnsAndNobodyStarves() {
    var day = new Run(7).live();

    assertThat(day.offers()).hasSizeGreaterThan(ORDERS);
    assertThat(day.hopeless()).as("orders for which nobody was found").isZero();
    assertThat(day.longestWait()).isLessThan(SEARCH_SECONDS);
    assertThat(day.costMs())
        .as("than each taking its cheapest in turn")
        .isLessThan(day.inTurnsMs());
    assertThat(new Run(7).live()).isEqualTo(day);
  }

  @Test
  void anotherSeedIsAnotherDay() {
    assertThat(new Run(8).live().offers()).isNotEqualTo(new Run(7).live().offers());
  }

  private final class Run {
    private final Random random;
    private final List<Cab> cabs;
    private final List<Order> orders;
    private final Map<UUID, Order> waiting = new HashMap<>();
    private final List<UUID> queue = new ArrayList<>();
    private final Map<UUID, Set<UUID>> refused = new HashMap<>();
    private final List<String> offers = new ArrayList<>();
    private int hopeless;
    private int longestWait;
    private long costMs;
    private long inTurnsMs;

    Run(long seed) {
      random = new Random(seed);
      cabs =
          IntStream.range(0, DRIVERS).mapToObj(n -> new Cab(new UUID(2, n), somewhere())).toList();
      orders =
          IntStream.range(0, ORDERS)
              .mapToObj(n -> new Order(new UUID(1, n), arrival(), somewhere(), somewhere()))
              .sorted((one, other) -> Integer.compare(one.second(), other.second()))
              .toList();
    }

    /** Twice as many come in the busier half of the day. */
    private int arrival() {
      var half = DAY_SECONDS / 2;
      return random.nextInt(3) < 2 ? random.nextInt(half) : half + random.nextInt(half);
    }

    private Point somewhere() {
      return new Point(
          TestCity.CASINO.lat() + (random.nextDouble() - 0.5) * 0.02,
          TestCity.CASINO.lon() + (random.nextDouble() - 0.5) * 0.02);
    }

    Day live() {
      var next = 0;
      for (var second = 0; second < DAY_SECONDS + SEARCH_SECONDS; second++) {
        while (next < orders.size() && orders.get(next).second() <= second) {
          ask(orders.get(next++));
        }
        endSearches(second);
        if (!queue.isEmpty()) round(second);
      }
      return new Day(offers, hopeless, longestWait, costMs, inTurnsMs);
    }

    private void ask(Order order) {
      waiting.put(order.id(), order);
      queue.add(order.id());
    }

    private void endSearches(int second) {
      var over =
          queue.stream().filter(id -> second - order(id).second() >= SEARCH_SECONDS).toList();
      hopeless += over.size();
      queue.removeAll(over);
    }

    private Order order(UUID id) {
      return waiting.getOrDefault(id, orders.getFirst());
    }

    private void round(int second) {
      var now = MORNING.plusSeconds(second);
      var snapshot = new Snapshot(queue.stream().map(id -> seeker(order(id), second)).toList());
      var proposals = matcher.match(snapshot, now);
      compare(snapshot, proposals, now);
      for (var proposal : proposals) answer(proposal, second);
    }

    /** Wherever as many are served, the sum is no dearer; never are fewer served. */
    private void compare(Snapshot snapshot, List<Proposal> proposals, Instant now) {
      var pricing = Pricing.of(snapshot, now, Duration.ofSeconds(SEARCH_SECONDS));
      var taken = new HashSet<UUID>();
      var served = 0;
      var sum = 0L;
      for (var seeker : snapshot.trips()) {
        var cheapest =
            seeker
                .eligible()
                .filter(seen -> !taken.contains(seen.sight().driver()))
                .min((one, other) ->
                    Long.compare(
                        pricing.cost(seeker, one).millis(), pricing.cost(seeker, other).millis()));
        if (cheapest.isEmpty()) continue;
        taken.add(cheapest.get().sight().driver());
        sum += pricing.cost(seeker, cheapest.get()).millis();
        served++;
      }
      assertThat(proposals.size()).isGreaterThanOrEqualTo(served);
      if (proposals.size() > served) return;
      var ours =
          proposals.stream().mapToLong(one -> one.explanation().ranked().getFirst().costMs()).sum();
      assertThat(ours).isLessThanOrEqualTo(sum);
      costMs += ours;
      inTurnsMs += sum;
    }

    private void answer(Proposal proposal, int second) {
      offers.add(second + " " + proposal.trip() + " " + proposal.driver());
      var order = order(proposal.trip());
      if (random.nextInt(8) == 0) {
        refused.computeIfAbsent(order.id(), _ -> new HashSet<>()).add(proposal.driver());
        return;
      }
      longestWait = Math.max(longestWait, second - order.second());
      queue.remove(order.id());
      var cab = cabs.get((int) proposal.driver().getLeastSignificantBits());
      var ride = order.from().haversineMetres(order.to()) / METRES_PER_SECOND;
      cab.freeAt = second + (int) (proposal.pickup().time().toSeconds() + ride);
      cab.at = order.to();
    }

    private Seeker seeker(Order order, int second) {
      var since = MORNING.plusSeconds(order.second());
      var seen = cabs.stream().filter(cab -> cab.freeAt <= second).map(cab -> seen(order, cab));
      return new Seeker(order.id(), 1, since, since, false, Weights.STANDARD, seen.toList());
    }

    private Seen seen(Order order, Cab cab) {
      var metres = Math.round(cab.at.haversineMetres(order.from()));
      var sight = new Snapshot.Sight(cab.id, metres, Duration.ofSeconds(2));
      if (refused.getOrDefault(order.id(), Set.of()).contains(cab.id)) {
        return new Seen.Ineligible(sight, Reason.DECLINED);
      }
      var time = Duration.ofMillis(Math.round(metres / METRES_PER_SECOND * 1_000));
      var record = new TrackRecord(0, 0, Work.NONE, MORNING.plusSeconds(cab.freeAt), 0);
      return new Seen.Eligible(sight, new Eta(metres, time, EtaSource.ROAD, 0), record);
    }
  }
}
