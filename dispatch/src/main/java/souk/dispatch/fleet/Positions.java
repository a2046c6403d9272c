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
 * Takes in what the phones with a socket at this node say of their places. The newest position of
 * each driver goes to the fleet index while he wants work, to his rider while he drives one, and
 * nowhere else. Positions that are late, repeated or impossible are counted and not used.
 */
@Singleton
public final class Positions {
  private static final Logger log = LoggerFactory.getLogger(Positions.class);

  /** Of a longer backlog only the newest are looked at. */
  private static final int LOOKED_AT_MAX = 500;

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

  private final Fleet fleet;
  private final Sightings sightings;
  private final FleetMetrics metrics;
  private final List<PositionListener> listeners;
  private final Map<UUID, Phone> phones = new ConcurrentHashMap<>();
  private final Map<CityId, CityFlush> flushes = new ConcurrentHashMap<>();
  private final StandingWatch standings;

  Positions(
      Drivers drivers,
      Fleet fleet,
      Sightings sightings,
      FleetMetrics metrics,
      Channels channels,
      Collection<PositionListener> listeners) {
    this.fleet = fleet;
    this.sightings = sightings;
    this.metrics = metrics;
    this.listeners = List.copyOf(listeners);
    this.standings = new StandingWatch(drivers, this::allPhones, this::route);
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
   * Takes positions in any order from whoever holds a socket of the driver. Returns at once; they
   * are searchable within a fraction of a second.
   */
  public void accept(UUID driver, List<Position> positions) {
    // a socket that closes may overtake the next one's opening, so the phone need not be known
    var phone = phone(driver);
    if (!anyUsed(phone, positions)) return;
    if (phone.known()) {
      route(phone);
    } else {
      standings.want(phone);
    }
  }

  /** Forgets phones that a late frame brought back after their socket had closed. */
  void forget(Duration silence) {
    phones.values().removeIf(phone -> phone.silence().compareTo(silence) > 0);
  }

  private Phone phone(UUID driver) {
    return phones.computeIfAbsent(driver, Phone::new);
  }

  private boolean anyUsed(Phone phone, List<Position> positions) {
    var now = Instant.now();
    var oldestFirst = positions.stream().sorted(comparing(Position::at)).toList();
    var any = false;
    for (var position : newest(oldestFirst)) {
      var verdict = phone.receive(position, now);
      metrics.received(verdict);
      any |= verdict == Verdict.USED;
    }
    return any;
  }

  private static List<Position> newest(List<Position> oldestFirst) {
    return oldestFirst.subList(Math.max(0, oldestFirst.size() - LOOKED_AT_MAX), oldestFirst.size());
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
