package souk.dispatch.fleet;

import static java.util.Comparator.comparing;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.DriverStanding;
import souk.dispatch.driver.DriverStanding.Claim;
import souk.dispatch.driver.Drivers;
import souk.platform.push.Channels;

/**
 * Takes in what the phones that speak to this node say of their places. The newest position of each
 * driver goes to the fleet index while he wants work and to his rider while he drives one; all that
 * may belong to a trip go to the recorder. What is late or repeated changes nothing here, what is
 * impossible nothing anywhere; all of it is counted.
 */
@Singleton
public final class Positions {
  private static final Logger log = LoggerFactory.getLogger(Positions.class);

  /** The most positions that one call takes. */
  static final int AT_ONCE_MAX = 1_000;

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

  private final Fleet fleet;
  private final Sightings sightings;
  private final FleetMetrics metrics;
  private final List<PositionListener> listeners;
  private final PositionRecorder recorder;
  private final Map<UUID, Phone> phones = new ConcurrentHashMap<>();
  private final Map<CityId, CityFlush> flushes = new ConcurrentHashMap<>();
  private final StandingWatch standings;

  Positions(
      Drivers drivers,
      Fleet fleet,
      Sightings sightings,
      FleetMetrics metrics,
      Channels channels,
      Collection<PositionListener> listeners,
      PositionRecorder recorder) {
    this.fleet = fleet;
    this.sightings = sightings;
    this.metrics = metrics;
    this.listeners = List.copyOf(listeners);
    this.recorder = recorder;
    this.standings = new StandingWatch(drivers, this::allPhones, this::changed);
    metrics.phones(phones);
    channels.listen(FleetChanges.CHANNEL, driver -> outdated(UUID.fromString(driver)));
  }

  /** A socket of the driver has opened at this node; reads ahead what he stands for. */
  public void connected(UUID driver) {
    standings.want(phone(driver));
  }

  /**
   * The last socket of the driver at this node has closed. He stays findable until he has been
   * silent for too long.
   */
  public void disconnected(UUID driver) {
    phones.remove(driver);
  }

  /**
   * Takes positions of a driver in any order. Returns at once; they are searchable within a
   * fraction of a second.
   *
   * @return what became of them
   * @throws IllegalArgumentException for more than a thousand
   */
  public Tally accept(UUID driver, List<Position> positions) {
    if (positions.size() > AT_ONCE_MAX) {
      throw new IllegalArgumentException("at most %d positions at once".formatted(AT_ONCE_MAX));
    }
    // whoever sends over HTTP has no socket here, and a closing one may overtake the next's opening
    var phone = phone(driver);
    var tally = judge(phone, positions);
    if (!phone.known()) {
      standings.want(phone);
    } else if (tally.of(Verdict.USED) > 0) {
      route(phone);
    }
    return tally;
  }

  /** Forgets phones that went silent: those without a socket, whose closing would have told. */
  void forget(Duration silence) {
    phones.values().removeIf(phone -> phone.silence().compareTo(silence) > 0);
  }

  private Phone phone(UUID driver) {
    return phones.computeIfAbsent(driver, Phone::new);
  }

  private Tally judge(Phone phone, List<Position> positions) {
    var now = Instant.now();
    var tally = new Tally();
    for (var position : oldestFirst(positions)) {
      var verdict = phone.receive(position, now);
      metrics.received(verdict);
      tally.count(verdict);
      if (phone.isPartOfTrip(verdict)) recorder.record(phone.driver(), position);
    }
    return tally;
  }

  private static List<Position> oldestFirst(List<Position> positions) {
    // a ping is mostly one position, which is in order
    if (positions.size() == 1) return positions;
    return positions.stream().sorted(comparing(Position::at)).toList();
  }

  private void changed(Phone phone) {
    // what came since he accepted was not known to belong to a trip
    if (phone.isPartOfTrip(Verdict.USED)) {
      phone.fix().ifPresent(fix -> recorder.record(phone.driver(), fix.position()));
    }
    route(phone);
  }

  /** Hands the newest position to whoever writes it under the driver's present standing. */
  private void route(Phone phone) {
    phone
        .standing()
        .filter(standing -> standing.product().isPresent() || standing.trip().isPresent())
        .map(DriverStanding::city)
        .ifPresent(city -> flush(city).add(phone));
  }

  private CityFlush flush(CityId city) {
    return flushes.computeIfAbsent(
        city, _ -> new CityFlush(city, fleet, sightings, metrics, new Node()));
  }

  private Collection<Phone> allPhones() {
    forget(FORGOTTEN_AFTER);
    return phones.values();
  }

  private void outdated(UUID driver) {
    var phone = phones.get(driver);
    if (phone != null) standings.want(phone);
  }

  @PreDestroy
  void close() {
    standings.close();
    flushes.values().forEach(CityFlush::close);
  }

  private final class Node implements CityFlush.Node {
    @Override
    public boolean idle() {
      return phones.isEmpty();
    }

    @Override
    public void outdated(UUID driver) {
      Positions.this.outdated(driver);
    }

    /** With the epochs gone a writer behind the times would be believed: read, then write. */
    @Override
    public void lost(CityId city) {
      log.info("the index of {} is empty: writing {} drivers again", city, phones.size());
      phones.values().stream()
          .filter(phone -> phone.standing().filter(s -> s.city().equals(city)).isPresent())
          .forEach(phone -> {
            phone.forgetStanding();
            standings.want(phone);
          });
    }

    @Override
    public void driving(Fix fix) {
      fix.standing().trip().ifPresent(trip -> tell(trip, fix));
    }

    private void tell(Claim trip, Fix fix) {
      for (var listener : listeners) {
        try {
          listener.moved(trip.trip(), fix.driver(), trip.rider(), fix.point(), fix.at());
        } catch (RuntimeException failure) {
          log.warn("nobody is told where the driver of trip {} is", trip.trip(), failure);
        }
      }
    }
  }
}
