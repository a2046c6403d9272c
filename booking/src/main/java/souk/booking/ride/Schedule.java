package souk.booking.ride;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import souk.booking.quote.Quote;
import souk.platform.postgres.Statements;
import souk.platform.problem.Problem;

/** When a booked ride begins, and how many a rider may have booked. */
@Singleton
final class Schedule {
  private final ScheduleConfiguration configuration;
  private final Leads leads;
  private final Rides rides;
  private final Statements database;

  Schedule(ScheduleConfiguration configuration, Leads leads, Rides rides, Statements database) {
    this.configuration = configuration;
    this.leads = leads;
    this.rides = rides;
    this.database = database;
  }

  /** As what a ride of this quote begins: what is soon is requested at once. */
  RideState first(Quote quote, Instant now) {
    var pickupAt = quote.pickupAt();
    if (pickupAt == null) return new RideState.Requested();
    var startAt = pickupAt.minus(leads.of(quote.cityId(), quote.product()));
    if (!startAt.isAfter(now)) return new RideState.Requested();
    return new RideState.Scheduled(startAt, pickupAt.plus(configuration.getGrace()));
  }

  /**
   * Makes sure that one more may be booked, until the present transaction ends: all who book for
   * the same rider wait for one another.
   *
   * @throws Problem 409 {@code too_many_scheduled}
   */
  void admit(UUID riderId) {
    lock(riderId);
    if (rides.countScheduled(riderId) < configuration.getOpenMax()) return;
    throw Problem.conflict(
            "too_many_scheduled",
            "At most %d rides may be booked ahead.".formatted(configuration.getOpenMax()))
        .with("open_max", configuration.getOpenMax());
  }

  private void lock(UUID riderId) {
    database.prepare(
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
        statement -> {
          statement.setString(1, "booking.scheduled:" + riderId);
          return statement.execute();
        });
  }
}
