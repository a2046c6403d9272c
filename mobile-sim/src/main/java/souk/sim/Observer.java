package souk.sim;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Api;
import souk.sim.client.Caller;
import souk.sim.fault.IndexWatch;
import souk.sim.fault.RedisFlush;
import souk.sim.journal.Journal;
import souk.sim.phone.City;
import souk.sim.plan.CityPlan;
import souk.sim.plan.DriverPlan;
import souk.sim.plan.Person;
import souk.sim.plan.Role;
import souk.sim.plan.Streams;
import souk.sim.road.Point;
import souk.sim.verdict.Inquiry.Witness;

/**
 * Somebody who looks which drivers are around for as long as the city runs, and the faults he
 * watches; his calls count for nobody.
 */
final class Observer implements AutoCloseable {
  private static final String PRODUCT = "standard";

  /** Nobody else of any city has this number. */
  private static final int NUMBER = 10_000_000;

  /** A flushed index holds every driver again after one more ping of each. */
  private static final Duration WHOLE_WITHIN = Duration.ofSeconds(10);

  private final City city;
  private final Api api;
  private final Person person;
  private final Journal journal;
  private final Point centre;
  private @Nullable IndexWatch watch;
  private @Nullable RedisFlush flush;

  Observer(City city, CityPlan plan, Api api) {
    this.city = city;
    this.api = api;
    person = Person.of(city.seed(), Role.CUSTOMER, NUMBER);
    journal = new Journal(person, city.keeper());
    centre = centre(plan);
  }

  void begin(Optional<CityOptions.Flushing> flushing) {
    var asking =
        new IndexWatch(
            caller().within(Duration.ZERO),
            journal,
            centre,
            PRODUCT,
            city.roster(),
            city.latencies(),
            city.tally());
    watch = asking;
    flush =
        flushing
            .map(every -> new RedisFlush(every.redis(), every.every(), asking, city.tally()))
            .orElse(null);
  }

  /** Flushes no more, and waits until the index is whole. */
  void end() throws InterruptedException {
    if (flush != null) flush.close();
    if (watch == null) return;
    watch.awaitWhole(WHOLE_WITHIN);
    watch.close();
  }

  Witness witness() {
    return new Witness(journal, new Caller(city.api(), city.credentials(person), random()));
  }

  private Caller caller() {
    return new Caller(api, city.credentials(person), random());
  }

  private RandomGenerator random() {
    return new Streams(city.seed()).of(person.name(), "jitter");
  }

  /** The driver's home that is nearest to the middle of all. */
  private static Point centre(CityPlan plan) {
    var homes = plan.drivers().stream().map(DriverPlan::home).toList();
    var middle =
        new Point(
            homes.stream().mapToDouble(Point::lat).average().orElse(0),
            homes.stream().mapToDouble(Point::lon).average().orElse(0));
    return homes.stream().min(Comparator.comparingDouble(middle::metresTo)).orElse(middle);
  }

  @Override
  public void close() throws InterruptedException {
    if (flush != null) flush.close();
    if (watch != null) watch.close();
    api.close();
  }
}
