package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.booking.stay.calendar.RoomNights;
import souk.booking.stay.hotel.Hotels;
import souk.payments.charge.ChargeStanding;
import souk.platform.money.Money;

/**
 * The moves of a stay that is paid for. Each locks the stay and, where rooms change hands, its
 * nights, and then is one conditional update by the database's clock.
 */
@Singleton
final class PayStays {
  static final String PAYMENT_ACTION_REQUIRED = "payment_action_required";
  static final String REFUNDED = "refunded";
  static final String PAYMENT_REFUSED = "payment_refused";

  private final Stays stays;
  private final PaidStayRows rows;
  private final ChangeRows changes;
  private final RoomNights nights;
  private final Contention contention;
  private final HoldTimes times;
  private final StayDays days;
  private final Hotels hotels;
  private final DivideStay divideStay;
  private final StayNews news;

  PayStays(
      Stays stays,
      PaidStayRows rows,
      ChangeRows changes,
      RoomNights nights,
      Contention contention,
      HoldTimes times,
      StayDays days,
      Hotels hotels,
      DivideStay divideStay,
      StayNews news) {
    this.stays = stays;
    this.rows = rows;
    this.changes = changes;
    this.nights = nights;
    this.contention = contention;
    this.times = times;
    this.days = days;
    this.hotels = hotels;
    this.divideStay = divideStay;
    this.news = news;
  }

  /** Begins an attempt; empty when the rooms are not held any more. The stay is locked. */
  Optional<Stay> pay(UUID stayId, UUID cardId) {
    var paying = first(rows.pay(stayId, cardId, times.payMillis()));
    paying.ifPresent(news::tell);
    return paying;
  }

  /** Takes over what became of the charge of the last attempt; the same news twice is nothing. */
  void follow(UUID stayId, ChargeStanding charge) {
    contention.limited(() ->
        stays
            .lock(stayId)
            .filter(stay -> stay.isCharge(charge.chargeId()))
            .flatMap(stay -> follow(stay, charge)));
  }

  private Optional<Stay> follow(Stay before, ChargeStanding charge) {
    var seen = before.payment();
    if (seen == null || charge.version() <= seen.chargeVersion()) return Optional.empty();
    var paid = seen.follow(charge);
    var phase = before.with(paid).phase();
    var after =
        first(
            rows.follow(
                before.id(),
                paid.attempt(),
                charge.status().name(),
                paid.reason(),
                paid.chargeVersion(),
                paid.capturedMinor(),
                phase.name(),
                phase.patience().toMillis()));
    after.ifPresent(stay -> {
      // of a stay that is over nobody has anything to do
      if (stay.phase() == StayPhase.AWAIT_PAYER) news.tell(stay, PAYMENT_ACTION_REQUIRED);
      news.wake(before, stay);
    });
    return after;
  }

  /**
   * The card has answered: of what is paid for in time the rooms are booked; what comes too late
   * gets none. After a refusal they are held as before, if that lasts.
   */
  void conclude(UUID stayId) {
    locked(
        stayId,
        StayPhase.CONCLUDE,
        stay -> {
          var paid = stay.payment();
          return paid != null && paid.isGiven() ? bookOrExpire(stay) : holdOnOrLetGo(stay);
        });
  }

  private Optional<Stay> bookOrExpire(Stay stay) {
    var when = days.of(hotels.find(stay.hotelId()).orElseThrow(), stay.quote());
    var phase = stay.phase(StayStatus.CONFIRMED, 0).name();
    var booked =
        first(rows.book(stay.id(), when.arrivesFrom(), when.noShowFrom(), when.leaveBy(), phase));
    if (booked.isEmpty()) return stays.expire(stay);
    nights.book(stay.id());
    booked.ifPresent(news::tell);
    return booked;
  }

  private Optional<Stay> holdOnOrLetGo(Stay stay) {
    var held = first(rows.holdOn(stay.id()));
    if (held.isEmpty()) return stays.ended(stay, rows.letGo(stay.id()));
    held.ifPresent(again -> news.tell(again, PAYMENT_REFUSED));
    return held;
  }

  /** Gives booked rooms back whose money cannot be taken. */
  void undo(UUID stayId) {
    locked(stayId, StayPhase.UNDO, stay -> stays.cancel(stay, Stays.UNPAID, nothing(stay)));
  }

  /**
   * Payments gives back what went back of the stay as it was seen; what is kept is divided. Of one
   * that was called off meanwhile it has still to be told.
   */
  void refunded(Stay seen) {
    var status = seen.state().status();
    contention.limited(() ->
        stays
            .lock(seen.id())
            .filter(stay -> stay.phase() == StayPhase.REFUND && stay.state().status() == status)
            .flatMap(stay -> first(told(stay)))
            .map(stay -> {
              news.tell(stay, REFUNDED);
              return divideStay.divide(stay);
            }));
  }

  private List<StayRow> told(Stay stay) {
    return stay.isOver() ? rows.refunded(stay.id()) : changes.refunded(stay.id());
  }

  private interface Move {
    Optional<Stay> of(Stay stay);
  }

  private void locked(UUID stayId, StayPhase phase, Move move) {
    contention.limited(() ->
        stays
            .lock(stayId)
            .filter(stay -> stay.phase() == phase)
            .flatMap(stay -> {
              nights.lock(stay.hotelId(), stay.quote().wish().span(), stayId);
              return move.of(stay);
            }));
  }

  private static Money nothing(Stay stay) {
    return Money.zero(stay.total().currency());
  }

  private Optional<Stay> first(List<StayRow> updated) {
    return updated.stream().findFirst().map(stays::stay);
  }
}
