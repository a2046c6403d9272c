package souk.booking.ride;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.booking.destination.DestinationQuote;
import souk.booking.destination.DestinationQuotes;
import souk.booking.destination.Underway;
import souk.booking.fare.Journey;
import souk.dispatch.city.Point;
import souk.dispatch.trip.Trips;
import souk.payments.charge.Charges;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * A rider wants to go elsewhere while a driver is on the job. The change is written down; the saga
 * reserves what it costs more and asks the driver, and the ride goes on as it is until he agrees.
 */
@Singleton
final class ChangeDestination {
  private final Rides rides;
  private final Trips trips;
  private final DestinationQuotes quotes;
  private final DriveChange driveChange;
  private final Charges charges;
  private final DatabaseClock clock;
  private final int authorizePercent;
  private final int agreedMax;
  private final long authorizeLeast;

  /**
   * @param authorizePercent how much of the fare is authorized; the rest is room for a longer way
   * @param agreedMax how often a ride may come to go elsewhere
   * @param authorizeLeast in minor units: no provider reserves a few cents
   */
  ChangeDestination(
      Rides rides,
      Trips trips,
      DestinationQuotes quotes,
      DriveChange driveChange,
      Charges charges,
      DatabaseClock clock,
      @Value("${souk.rides.authorize-percent:120}") int authorizePercent,
      @Value("${souk.destinations.agreed-max:3}") int agreedMax,
      @Value("${souk.destinations.authorize-least:100}") long authorizeLeast) {
    this.authorizeLeast = authorizeLeast;
    this.rides = rides;
    this.trips = trips;
    this.quotes = quotes;
    this.driveChange = driveChange;
    this.charges = charges;
    this.clock = clock;
    this.authorizePercent = authorizePercent;
    this.agreedMax = agreedMax;
  }

  /**
   * What the whole ride would cost.
   *
   * @throws Problem as {@link DestinationQuotes#quote}; 409 {@code destination_fixed} while no
   *     driver is on the job
   */
  DestinationQuotes.Sealed quote(Ride ride, Point dropoff) {
    if (!isOpenToChange(ride)) throw fixed(ride);
    var journey = trips.find(ride.id()).map(Journey::of).orElse(Journey.NONE);
    var driver = ride.state().assigned().orElseThrow().id();
    return quotes.quote(new Underway(ride.id(), driver, ride.order().quote(), journey), dropoff);
  }

  /** What authorizing it takes beyond what is reserved; zero where that is enough. */
  Money extra(Ride ride, Money fare) {
    var missing = fare.times(authorizePercent, 100).minus(ride.money().reserved());
    if (missing.minor() <= 0) return Money.zero(fare.currency());
    return missing.max(new Money(authorizeLeast, fare.currency()));
  }

  /**
   * Runs in the transaction of the caller's idempotency key.
   *
   * @throws Problem 422 {@code quote_invalid} or {@code quote_expired}; 409 {@code
   *     destination_fixed}, {@code change_open} while another is decided, {@code quote_outdated}
   *     when the ride goes elsewhere than when it was quoted, {@code too_many_changes}; 503 {@code
   *     payments_unavailable} when it costs more while the provider is left alone
   */
  DestinationChange propose(Ride seen, String token) {
    var quote = quotes.open(token, seen.order().riderId(), seen.id());
    if (extra(seen, quote.quote().fare().total()).minor() > 0) charges.requireProvider();
    var changed = rides.change(seen.id(), ride -> proposed(ride, quote)).orElseThrow();
    // thrown out here, where nothing of the ride's is under way any more
    if (!changed.moved()) throw refusal(changed.after(), quote).orElseThrow();
    return changed.after().openChange().orElseThrow();
  }

  private Ride proposed(Ride ride, DestinationQuote wanted) {
    return refusal(ride, wanted).isPresent() ? ride : ride.propose(change(ride, wanted));
  }

  private Optional<Problem> refusal(Ride ride, DestinationQuote wanted) {
    if (!isOpenToChange(ride)) return Optional.of(fixed(ride));
    if (ride.openChange().isPresent()) {
      return conflict("change_open", "Another destination is being decided on.");
    }
    if (!wanted.from().equals(ride.order().dropoff())) {
      return conflict("quote_outdated", "The ride goes elsewhere meanwhile; ask for a new quote.");
    }
    if (ride.changes().stream().filter(DestinationChange::isAgreed).count() >= agreedMax) {
      return conflict("too_many_changes", "This ride has changed its destination too often.");
    }
    // behind the row's lock
    if (wanted.quote().expiresAt().isAfter(clock.now())) return Optional.empty();
    return Optional.of(
        Problem.refused("quote_expired", "The quote has expired; ask for a new one."));
  }

  private DestinationChange change(Ride ride, DestinationQuote wanted) {
    return new DestinationChange(
        UuidCreator.getTimeOrderedEpoch(),
        ride.changes().size() + 1,
        wanted.from(),
        wanted.quote(),
        extra(ride, wanted.quote().fare().total()),
        DestinationChange.Status.PROPOSED,
        null,
        false,
        false,
        RidePayment.NONE,
        clock.now());
  }

  /**
   * Takes the open change back; answers the ride as it is afterwards. May be repeated; once there
   * is none that is open this changes nothing.
   *
   * @throws Problem 409 {@code change_agreed} when the driver has agreed to it before, 404 for a
   *     change that is not the ride's
   */
  Ride withdraw(Ride ride, UUID changeId) {
    var wished = rides.change(ride.id(), one -> one.withdrawChange(changeId)).orElseThrow().after();
    var after =
        wished
            .openChange()
            .filter(change -> change.id().equals(changeId))
            .map(change -> driveChange.withdraw(wished, change))
            .orElse(wished);
    var change =
        after.changes().stream()
            .filter(one -> one.id().equals(changeId))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("change"));
    if (!change.isAgreed()) return after;
    throw Problem.conflict("change_agreed", "The driver has agreed to this destination.");
  }

  private static boolean isOpenToChange(Ride ride) {
    return switch (ride.status()) {
      case DRIVER_ASSIGNED, EN_ROUTE, ARRIVED -> ride.cancelWish() == null;
      case IN_PROGRESS -> true;
      case SCHEDULED,
          REQUESTED,
          MATCHING,
          COMPLETED,
          CANCELLED,
          NO_DRIVER,
          NO_SHOW,
          PAYMENT_DECLINED ->
          false;
    };
  }

  private static Problem fixed(Ride ride) {
    return Problem.conflict(
            "destination_fixed", "Only with a driver on the job a ride can go elsewhere.")
        .with("ride_status", ride.status());
  }

  private static Optional<Problem> conflict(String code, String detail) {
    return Optional.of(Problem.conflict(code, detail));
  }
}
