package souk.sim.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import souk.sim.road.Places;

/** Everybody in a city and what each will do, from one seed, before anything runs. */
public record CityPlan(long seed, List<RiderPlan> riders, List<DriverPlan> drivers) {

  /** The arrivals of a run in one number and one checksum, which two runs can compare. */
  public record Fingerprint(int n, String sha256) {}

  /** Draws a city; {@code window} is the time in which riders arrive. */
  public static CityPlan of(
      long seed, Duration window, int riders, int drivers, Habits habits, Places places) {
    var streams = new Streams(seed);
    var draws = new RiderDraws(streams, habits, places, window);
    return new CityPlan(
        seed,
        people(seed, Role.CUSTOMER, riders).stream().map(draws::rider).toList(),
        people(seed, Role.DRIVER, drivers).stream()
            .map(
                driver -> new DriverPlan(driver, streams, habits, places, window, Optional.empty()))
            .toList());
  }

  /**
   * A recorded city once more; of who was recorded nowhere nothing is played.
   *
   * @param orders of riders whose names are those of this seed
   * @param tracks where drivers were, by their numbers
   * @param dropOuts share of drivers who stop to send positions while they are on line
   */
  public static CityPlan played(
      long seed,
      Duration window,
      List<Order> orders,
      Map<Integer, Track> tracks,
      double dropOuts,
      Habits habits,
      Places places) {
    var streams = new Streams(seed);
    var draws = new RiderDraws(streams, habits, places, window);
    var byRider =
        orders.stream()
            .collect(groupingBy(order -> order.arrival().rider(), TreeMap::new, toList()));
    return new CityPlan(
        seed,
        byRider.entrySet().stream()
            .map(rider -> draws.rider(customer(seed, rider.getKey()), rider.getValue()))
            .toList(),
        tracks.entrySet().stream()
            .map(track ->
                new DriverPlan(
                    Person.of(seed, Role.DRIVER, track.getKey()),
                    streams,
                    habits,
                    places,
                    window,
                    Optional.of(new DriverPlan.Replay(track.getValue(), dropOuts))))
            .toList());
  }

  private static Person customer(long seed, String name) {
    return Person.of(seed, Role.CUSTOMER, Role.CUSTOMER.number(name, Integer.MAX_VALUE));
  }

  /** Every ride with the card it is to be paid with. */
  public List<Order> orders() {
    return riders.stream()
        .flatMap(rider -> rider.arrivals().stream().map(a -> new Order(a, rider.pspToken())))
        .toList();
  }

  /** Every ride anybody will want, in order of time. */
  public List<Arrival> arrivals() {
    return riders.stream()
        .flatMap(rider -> rider.arrivals().stream())
        .sorted(
            Comparator.comparing(Arrival::at)
                .thenComparing(Arrival::rider)
                .thenComparingInt(Arrival::nth))
        .toList();
  }

  /** Number and SHA-256 of the arrivals with every draw in them. */
  public Fingerprint fingerprint() {
    var arrivals = arrivals();
    var digest = Sha256.digest();
    for (var arrival : arrivals) {
      digest.update((arrival.canonical() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new Fingerprint(arrivals.size(), HexFormat.of().formatHex(digest.digest()));
  }

  private static List<Person> people(long seed, Role role, int number) {
    return IntStream.range(0, number).mapToObj(n -> Person.of(seed, role, n)).toList();
  }
}
