package souk.dispatch.offer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;
import souk.dispatch.city.CityId;

/** What a driver's app needs of his offers beside deciding them. */
@Singleton
public final class Offers {
  /** Far below the number of parameters one statement may have. */
  private static final int TRIPS_AT_ONCE = 1_000;

  /** Nobody is asked twice in general, and a city has fewer drivers in reach of a trip. */
  private static final int OF_TRIP_MAX = 1_000;

  private final OfferRows rows;
  private final OfferViewRows views;
  private final MadeOfferRows made;

  Offers(OfferRows rows, OfferViewRows views, MadeOfferRows made) {
    this.rows = rows;
    this.views = views;
    this.made = made;
  }

  /** All offers of a trip, in the order in which they were made. */
  public List<MadeOffer> ofTrip(UUID trip) {
    return made.ofTrip(trip, OF_TRIP_MAX).stream().map(MadeOfferRows.Row::offer).toList();
  }

  /** The offer as it stands; empty when there is none or it is another driver's. */
  public Optional<OfferView> find(UUID driver, UUID offer) {
    return views
        .find(offer)
        .filter(row -> row.driverId().equals(driver))
        .map(OfferViewRows.Row::view);
  }

  /**
   * How long it is until the next open offer of the city runs out; negative when one is overdue.
   */
  public Optional<Duration> nextExpiry(CityId city) {
    return rows.nextExpiry(city.slug()).map(Duration::ofMillis);
  }

  /** The offer that waits for the driver's answer. */
  public Optional<OfferView> openFor(UUID driver) {
    return views.openFor(driver).map(OfferViewRows.Row::view);
  }

  /**
   * The driver's phone shows the offer: he is not told of it again. Of an offer that is decided, or
   * is not his, this changes nothing.
   */
  public void acknowledge(UUID driver, UUID offer) {
    rows.acknowledge(driver, offer);
  }

  /** How a driver came not to have a trip he was offered. */
  public enum Refusal {
    DECLINED,
    LET_PASS,
    GAVE_BACK,
    TAKEN_AWAY;

    /** Whether he had accepted it. */
    public boolean afterAccepting() {
      return switch (this) {
        case DECLINED, LET_PASS -> false;
        case GAVE_BACK, TAKEN_AWAY -> true;
      };
    }
  }

  /** By whom a driver came to have a trip no more that he had accepted. */
  public enum GivenBackBy {
    DRIVER,
    OPS,
    /** It would have had to wait for him for too long. */
    DISPATCH
  }

  /** By trip, the drivers who are not to be offered it again. */
  public Map<UUID, Map<UUID, Refusal>> refusals(Collection<UUID> trips) {
    return trips.stream()
        .gather(Gatherers.windowFixed(TRIPS_AT_ONCE))
        .flatMap(some -> rows.refused(some).stream())
        .collect(
            groupingBy(
                OfferRow::tripId, toMap(OfferRow::driverId, Offers::refusal, (_, last) -> last)));
  }

  private static Refusal refusal(OfferRow row) {
    return switch (OfferStatus.valueOf(row.status())) {
      case DECLINED -> Refusal.DECLINED;
      case EXPIRED -> Refusal.LET_PASS;
      case ACCEPTED ->
          GivenBackBy.DRIVER.name().equals(row.givenBackBy())
              ? Refusal.GAVE_BACK
              : Refusal.TAKEN_AWAY;
      case OPEN, WITHDRAWN -> throw new IllegalStateException("no refusal: " + row);
    };
  }

  /** Those of the trips that were with a driver once. */
  public Set<UUID> givenBack(Collection<UUID> trips) {
    return trips.stream()
        .gather(Gatherers.windowFixed(TRIPS_AT_ONCE))
        .flatMap(some -> rows.givenBack(some).stream())
        .collect(toSet());
  }

  /** Whether the driver had the trip once and has it no more. */
  public boolean wasGivenBack(UUID trip, UUID driver) {
    return rows.wasGivenBack(trip, driver);
  }

  /**
   * Notes that the driver has the trip of the offer no more. Called in the transaction that takes
   * the trip from him.
   */
  public void giveBack(UUID offer, GivenBackBy by, String reason) {
    rows.giveBack(offer, by.name(), reason);
  }
}
