package souk.bench.match;

import static java.util.stream.Gatherers.mapConcurrent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import souk.bench.load.Places;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Driver;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.driver.RegisterDriver;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;

/**
 * Drivers on line all over the city. Each stays where he is, and his phone says so every four
 * seconds, as phones do.
 */
final class Drivers implements AutoCloseable {
  private static final int PING_SECONDS = 4;
  private static final int TURNS_PER_SECOND = 10;
  private static final int TURNS = PING_SECONDS * TURNS_PER_SECOND;
  private static final int SIGNED_ON_AT_ONCE = 8;
  private static final double ACCURACY_METRES = 5.0;
  private static final Duration LAST_PING = Duration.ofSeconds(5);

  private final Positions positions;
  private final List<Parked> all;
  private final ScheduledExecutorService phones =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("phones").factory());
  private int turn;

  private record Parked(UUID id, Point at) {}

  private Drivers(Positions positions, List<Parked> all) {
    this.positions = positions;
    this.all = all;
  }

  /** Signs so many drivers on. */
  static Drivers signOn(DispatchProcess process, int count, long seed) {
    var city = process.city();
    var all =
        new Places(city.area(), seed)
            .next(count).stream()
                .gather(mapConcurrent(SIGNED_ON_AT_ONCE, at -> signOn(process, city.id(), at)))
                .toList();
    return new Drivers(process.bean(Positions.class), all);
  }

  List<UUID> ids() {
    return all.stream().map(Parked::id).toList();
  }

  /** Lets their phones say where they are from now on. */
  void ping() {
    all.forEach(driver -> positions.connected(driver.id()));
    all.forEach(this::ping);
    phones.scheduleAtFixedRate(
        this::pingSome, 0, TimeUnit.SECONDS.toMillis(1) / TURNS_PER_SECOND, TimeUnit.MILLISECONDS);
  }

  private void pingSome() {
    for (int i = turn; i < all.size(); i += TURNS) ping(all.get(i));
    turn = (turn + 1) % TURNS;
  }

  private void ping(Parked driver) {
    var position = new Position(driver.at(), Instant.now(), ACCURACY_METRES);
    positions.accept(driver.id(), List.of(position));
  }

  private static Parked signOn(DispatchProcess process, CityId city, Point at) {
    var id = UUID.randomUUID();
    var vehicle = new Driver.Vehicle("MC 1234", "Zoe", "white", Set.of(Product.STANDARD));
    process.bean(RegisterDriver.class).register(id, city.slug(), "Dina", vehicle);
    process.bean(GoOnline.class).goOnline(id, Product.STANDARD);
    return new Parked(id, at);
  }

  @Override
  public void close() throws InterruptedException {
    phones.shutdownNow();
    phones.awaitTermination(LAST_PING.toSeconds(), TimeUnit.SECONDS);
  }
}
