package souk.booking.stay;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.booking.stay.calendar.RoomNights;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * What becomes of a booked stay at its hotel: its guest comes and leaves, or does not come. Each
 * move locks the stay, then its nights, and is one conditional update by the database's clock; so
 * of those who say different things one is heard. Saying it again changes nothing.
 */
@Singleton
final class Visits {
  private final Stays stays;
  private final VisitRows rows;
  private final RoomNights nights;
  private final Hotels hotels;
  private final DivideStay divideStay;
  private final StayDays days;
  private final Contention contention;
  private final StayNews news;
  private final DatabaseClock clock;

  Visits(
      Stays stays,
      VisitRows rows,
      RoomNights nights,
      Hotels hotels,
      DivideStay divideStay,
      StayDays days,
      Contention contention,
      StayNews news,
      DatabaseClock clock) {
    this.stays = stays;
    this.rows = rows;
    this.nights = nights;
    this.hotels = hotels;
    this.divideStay = divideStay;
    this.days = days;
    this.contention = contention;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Its guest has come.
   *
   * @throws Problem 409 {@code stay_over}, {@code not_booked} or {@code payment_pending}; 422
   *     {@code too_early} with the instant from which on it can be said, {@code too_late}
   */
  Stay checkIn(UUID stayId) {
    return contention.limited(() -> {
      var before = stays.lock(stayId).orElseThrow();
      if (before.state() instanceof StayState.CheckedIn) return before;
      var booked = booked(before);
      var judgedAt = clock.now();
      var in =
          first(rows.checkIn(stayId, days.divideMillis()))
              .orElseThrow(() -> Refusals.of(before, booked.times().arrivesFrom(), judgedAt));
      news.tell(in);
      return in;
    });
  }

  /**
   * Its guest has left. The nights that he does not sleep are free at once, and what they cost
   * beyond what calling them off costs goes back.
   *
   * @param early whether the hotel knows that it is a night or more before he would have
   * @throws Problem 409 {@code stay_over}, {@code not_checked_in}, or {@code departs_later} with
   *     what is kept and what goes back
   */
  Stay checkOut(UUID stayId, Hotel hotel, boolean early) {
    return contention.limited(() -> {
      var before = lockWithNights(stayId);
      if (before.state() instanceof StayState.CheckedOut) return before;
      if (!(before.state() instanceof StayState.CheckedIn)) throw Refusals.notCheckedIn(before);
      var departure = Departure.of(before.quote(), hotel, hotels.plans(hotel.id()), clock.now());
      if (departure.isEarly(before.quote()) && !early) throw Refusals.departsLater(departure);
      var kept = departure.kept().minor();
      var phase = before.phase(StayStatus.CHECKED_OUT, kept);
      var out =
          first(rows.checkOut(stayId, departure.sleptUntil(), kept, phase.name())).orElseThrow();
      stays.giveBackFrom(out, departure.sleptUntil());
      return over(before, out);
    });
  }

  /**
   * Its guest has not come: all nights are paid for, but the city tax goes back, and the nights
   * from today on are free.
   *
   * @throws Problem 409 {@code stay_over}, {@code checked_in}, {@code not_booked} or {@code
   *     payment_pending}; 422 {@code too_early} with the instant from which on it can be said,
   *     {@code too_late}
   */
  Stay noShow(UUID stayId, Hotel hotel) {
    return contention.limited(() -> {
      var before = lockWithNights(stayId);
      if (before.state() instanceof StayState.NoShow) return before;
      if (before.state() instanceof StayState.CheckedIn) throw Refusals.checkedIn();
      var booked = booked(before);
      var judgedAt = clock.now();
      var fee = before.quote().price().allNights().minor();
      var phase = before.phase(StayStatus.NO_SHOW, fee);
      var missed =
          first(rows.noShow(stayId, fee, phase.name()))
              .orElseThrow(() -> Refusals.of(before, booked.times().noShowFrom(), judgedAt));
      stays.giveBackFrom(missed, hotel.today(judgedAt));
      return over(before, missed);
    });
  }

  /** Time passes: what nobody has ended ends when it is time, and money is divided in time. */
  void pass(UUID stayId) {
    contention.limited(() -> {
      var before = stays.lock(stayId).orElseThrow();
      return first(rows.leave(stayId))
          .map(left -> over(before, left))
          .orElseGet(() -> divideStay.divide(before));
    });
  }

  private Stay over(Stay before, Stay over) {
    news.tell(over);
    news.wake(before, over);
    return divideStay.divide(over);
  }

  /** A night is locked after its stay, also where none changes hands in the end. */
  private Stay lockWithNights(UUID stayId) {
    var stay = stays.lock(stayId).orElseThrow();
    nights.lock(stay.hotelId(), stay.quote().wish().span(), stayId);
    return stay;
  }

  private static StayState.Confirmed booked(Stay stay) {
    if (stay.state() instanceof StayState.Confirmed booked) return booked;
    throw stay.isOver() ? Refusals.over() : Refusals.notBooked();
  }

  private Optional<Stay> first(List<StayRow> updated) {
    return updated.stream().findFirst().map(stays::stay);
  }

  /** Why what a hotel says of a guest is not so, or not yet. */
  private static final class Refusals {
    private Refusals() {}

    /** Of a booked one that did not move; the instant was read before it was tried. */
    static Problem of(Stay booked, Instant from, Instant judgedAt) {
      if (booked.phase() != StayPhase.AWAIT_STAY) {
        return Problem.conflict(
            "payment_pending", "The stay is being paid for; try again in a moment.");
      }
      if (judgedAt.isBefore(from)) {
        return Problem.refused("too_early", "That can be said from %s on.".formatted(from))
            .with("from", from);
      }
      return Problem.refused("too_late", "The stay has ended by itself.");
    }

    static Problem over() {
      return Problem.conflict("stay_over", "The stay is over.");
    }

    static Problem notBooked() {
      return Problem.conflict("not_booked", "The rooms are not booked yet.");
    }

    static Problem checkedIn() {
      return Problem.conflict("checked_in", "The guest has checked in; check him out.");
    }

    static Problem notCheckedIn(Stay stay) {
      return stay.isOver()
          ? over()
          : Problem.conflict("not_checked_in", "The guest has not checked in.");
    }

    static Problem departsLater(Departure departure) {
      return Problem.conflict(
              "departs_later", "The guest would leave later; send early to check him out now.")
          .with("kept", departure.kept())
          .with("refund", departure.refund());
    }
  }
}
