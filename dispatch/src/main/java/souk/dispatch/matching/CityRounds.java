package souk.dispatch.matching;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.dispatch.city.Cities;
import souk.dispatch.city.CityId;
import souk.dispatch.offer.Offers;
import souk.dispatch.trip.TripBook;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.HeldLease;
import souk.platform.postgres.Leases;
import souk.platform.push.Bell;

/**
 * Keeps a round going for every city, in one process each: at once for a trip that comes to wait,
 * at the instant an offer runs out, and every second for whatever was missed.
 */
@Singleton
final class CityRounds implements BackgroundWork {
  private static final Duration SOON = Duration.ofMillis(5);

  private final Cities cities;
  private final Round round;
  private final Offers offers;
  private final Leases leases;
  private final Bell bell;
  private final Duration tick;

  CityRounds(
      Cities cities,
      Round round,
      Offers offers,
      Leases leases,
      Bell bell,
      MatchingConfiguration configuration) {
    this.cities = cities;
    this.round = round;
    this.offers = offers;
    this.leases = leases;
    this.bell = bell;
    this.tick = configuration.getTick();
  }

  @Override
  public List<BackgroundLoop> start() {
    return cities.all().stream().map(city -> start(city.id())).toList();
  }

  private BackgroundLoop start(CityId city) {
    var name = TripBook.roundBell(city);
    var loop = BackgroundLoop.startPaced(name, tick, new OfCity(city)::pass);
    bell.on(name, loop::hurry);
    return loop;
  }

  /** The rounds of one city, on the one thread of its loop. */
  private final class OfCity {
    private final CityId city;
    private final Rest rest = new Rest();
    private final HeldLease lease;

    OfCity(CityId city) {
      this.city = city;
      this.lease = leases.of(TripBook.roundBell(city));
    }

    /**
     * Does nothing while another process holds the city.
     *
     * @return when the next pass is due
     */
    Duration pass() {
      if (!lease.hold()) return tick;
      if (round.run(city, rest)) return Duration.ZERO;
      return offers.nextExpiry(city).map(OfCity::atLeastSoon).orElse(tick);
    }

    private static Duration atLeastSoon(Duration next) {
      return next.compareTo(SOON) < 0 ? SOON : next;
    }
  }
}
