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
  private final PositionLimit limit;
  private final CityWatch cities;
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
      PositionLimit limit,
      CityWatch cities,
      Channels channels,
      Collection<PositionListener> listeners,
      PositionRecorder recorder) {
    this.fleet = fleet;
    this.sightings = sightings;
    this.metrics = metrics;
    this.limit = limit;
    this.cities = cities;
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
   * fraction of a second. Of more than he may send just now the newest are taken.
   *
   * @return what became of them
   * @throws IllegalArgumentException for more than a thousand
   */
  public Tally accept(UUID driver, List<Position> positions) {
    if (positions.size() > AT_ONCE_MAX) {
      throw new IllegalArgumentException("at most %d positions at once".formatted(AT_ONCE_MAX));
    }
    var tally = new Tally();
    var admitted = limit.admit(driver, positions.size(), System.nanoTime());
    tally.count(Verdict.LIMITED, positions.size() - admitted);
    if (admitted > 0) take(driver, newest(positions, admitted), tally);
    metrics.received(tally);
    return tally;
  }

  /**
   * As {@link #accept}, and what may belong to a trip is kept before this returns, as far as it can
   * be kept just now.
   */
  public Tally acceptAndKeep(UUID driver, List<Position> positions) {
    var tally = accept(driver, positions);
    recorder.keepNow();
    return tally;
  }

  /** How long a driver whose positions were dropped should wait; zero when he may go on. */
  public Duration waitFor(UUID driver) {
    return limit.untilNext(driver, System.nanoTime());
  }

  /** Forgets phones that went silent: those without a socket, whose closing would have told. */
  void forget(Duration silence) {
    phones.values().removeIf(phone -> phone.silence().compareTo(silence) > 0);
  }

  private Phone phone(UUID driver) {
    return phones.computeIfAbsent(driver, Phone::new);
  }

  private void take(UUID driver, List<Position> oldestFirst, Tally tally) {
    // whoever sends over HTTP has no socket here, and a closing one may overtake the next's opening
    var phone = phone(driver);
    judge(phone, oldestFirst, tally);
    if (!phone.known()) {
      standings.want(phone);
    } else if (tally.of(Verdict.USED) > 0) {
      route(phone);
    }
  }

  private void judge(Phone phone, List<Position> oldestFirst, Tally tally) {
    var now = Instant.now();
    for (var position : oldestFirst) {
      var verdict = phone.receive(position, now);
      tally.count(verdict);
      if (verdict == Verdict.USED) cities.seen(phone, position);
      if (phone.isPartOfTrip(verdict, position.at())) recorder.record(phone.driver(), position);
    }
  }

  /** The newest by their own time, oldest first. */
  private static List<Position> newest(List<Position> positions, int count) {
    // a ping is mostly one position, which is in order
    if (positions.size() == 1) return positions;
    var sorted = positions.stream().sorted(comparing(Position::at)).toList();
    return sorted.subList(sorted.size() - count, sorted.size());
  }

  private void changed(Phone phone) {
    // what came since he accepted was not known to belong to a trip
    phone
        .fix()
        .filter(fix -> phone.isPartOfTrip(Verdict.USED, fix.at()))
        .ifPresent(fix -> recorder.record(phone.driver(), fix.position()));
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
    limit.forgetRested(System.nanoTime());
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
    public Collection<Phone> lost(CityId city) {
      var own = phones.values().stream().filter(phone -> phone.belongsTo(city)).toList();
      log.info("the index of {} is empty: writing {} drivers again", city, own.size());
      own.forEach(phone -> {
        phone.forgetStanding();
        standings.want(phone);
      });
      return own;
    }

    @Override
    public void driving(Fix fix) {
      fix.standing().trip().ifPresent(trip -> tell(trip, fix));
    }

    private void tell(Claim trip, Fix fix) {
      for (var listener : listeners) {
        try {
          listener.moved(trip.trip(), fix.driver(), trip.rider(), fix.position());
        } catch (RuntimeException failure) {
          log.warn("nobody is told where the driver of trip {} is", trip.trip(), failure);
        }
      }
    }
  }
}
