package souk.server.audit;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** Rows that break the rules of room-nights and holds. */
final class StayBreaches {
  private static final String TYPE = "'00000000-0000-7000-8000-0000000000a1'";

  private static final String HOTEL =
      """
      INSERT INTO booking.hotel (id, host_id, city_id, name, description, lat, lon, zone, currency,
        stars, amenities, photos, check_in, check_out, tax_basis_points, city_tax_minor)
      VALUES (%1$s, %1$s, 'monaco', 'Grand', '', 43.7, 7.4, 'Europe/Monaco', 'EUR', 5, '[]', '[]',
        '15:00', '11:00', 1000, 250);
      INSERT INTO booking.room_type (id, hotel_id, name, adults_max, children_max, guests_max)
      VALUES (%2$s, %1$s, 'Double', 2, 0, 2);
      """
          .formatted(Breaches.ID, TYPE);

  private static final String BOOKED =
      "confirmation = 'M-1', confirmed_at = held_at, arrives_from = held_at,"
          + " no_show_from = held_at, leave_by = held_at";

  private static final String ESCROW =
      """
      INSERT INTO payments.ledger_account (key, stripe, kind, owner, currency, keeps_to, balance_minor, open_since)
      SELECT 'escrow:stay ' || id || ':EUR', 0, 'escrow', 'stay ' || id, 'EUR', -1, -1200, held_at
      FROM booking.stay;
      """;

  private static final String REVIEW =
      """
      INSERT INTO booking.stay_review
        (id, stay_id, side, hotel_id, author_id, stars, departure, visible_at)
      VALUES (%1$s, %1$s, 'GUEST', %1$s, %1$s, 4, '2027-01-02', %2$s);
      """
          .formatted(Breaches.ID, Breaches.LONG_AGO);

  private static final String ROOM =
      """
      INSERT INTO booking.room (id, hotel_id, room_type_id, number) VALUES (%1$s, %1$s, %2$s, '101');
      INSERT INTO booking.room_assignment (hotel_id, room_id, night, stay_id)
      VALUES (%1$s, %1$s, '2027-01-01', %1$s);
      """
          .formatted(Breaches.ID, TYPE);

  static final Map<String, String> BY_RULE =
      Map.ofEntries(
          entry(
              "imported-rooms-are-their-blocks",
              HOTEL + night(0) + "UPDATE booking.room_night SET blocked = 1, imported = 1;"),
          entry(
              "hotel-rating-is-its-reviews",
              HOTEL + hold() + REVIEW + "UPDATE booking.stay_review SET published = true;"),
          entry("visible-review-is-published", HOTEL + hold() + REVIEW),
          entry("room-night-is-its-ledger", HOTEL + night(0)),
          entry("held-rooms-are-live-holds", HOTEL + night(1)),
          entry(
              "booked-rooms-are-live-stays",
              HOTEL + night(0) + "UPDATE booking.room_night SET booked = 1;"),
          entry("room-is-given-for-a-booked-night", HOTEL + checkedOut() + ROOM),
          entry("open-stay-makes-progress", paying()),
          entry("stay-is-paid-with-its-rooms", paying() + is("status = 'CONFIRMED', " + BOOKED)),
          entry("stay-that-is-over-holds-no-money", checkedOut() + ESCROW),
          entry("settled-stay-is-divided", checkedOut() + charge("CAPTURED", 1200)),
          entry("lapsed-hold-is-ended", hold()));

  /** A stay and its charge, and whether they are at odds. */
  record MoneyOfAStay(String name, String sql, boolean isBreach) {}

  static final List<MoneyOfAStay> MONEY =
      List.of(
          new MoneyOfAStay(
              "expired and taken",
              paying() + is("status = 'EXPIRED', ended_at = held_at") + charge("CAPTURED", 1200),
              true),
          new MoneyOfAStay(
              "cancelled and still reserved",
              paying()
                  + is("status = 'CANCELLED', reason = 'guest', ended_at = held_at")
                  + charge("AUTHORIZED", 0),
              true),
          new MoneyOfAStay(
              "booked and taken",
              paying()
                  + is("status = 'CONFIRMED', total_minor = 1200, " + BOOKED)
                  + charge("CAPTURED", 1200),
              false),
          new MoneyOfAStay(
              "slept in and not all of it taken", checkedOut() + charge("CAPTURED", 1199), true),
          new MoneyOfAStay(
              "left early, and more kept than is due",
              checkedOut()
                  + "UPDATE booking.stay SET kept_minor = 1199;"
                  + charge("CAPTURED", 1200),
              true),
          new MoneyOfAStay(
              "changed, and what goes back has not gone",
              paying()
                  + is(
                      "status = 'CONFIRMED', payment = 'CAPTURED', total_minor = 900,"
                          + " returned_minor = 200, change_fee_minor = 100, changes = 1,"
                          + " changes_refunded = 1, "
                          + BOOKED)
                  + charge("CAPTURED", 1200),
              true),
          new MoneyOfAStay(
              "changed for a fee",
              paying()
                  + is(
                      "status = 'CONFIRMED', payment = 'CAPTURED', total_minor = 900,"
                          + " change_fee_minor = 300, changes = 1, changes_refunded = 1, "
                          + BOOKED)
                  + charge("CAPTURED", 1200),
              false),
          new MoneyOfAStay(
              "changed without its money",
              paying()
                  + is(
                      "status = 'CONFIRMED', payment = 'CAPTURED', total_minor = 900,"
                          + " change_fee_minor = 299, changes = 1, changes_refunded = 1, "
                          + BOOKED)
                  + charge("CAPTURED", 1200),
              true),
          new MoneyOfAStay("slept in and taken", checkedOut() + charge("CAPTURED", 1200), false),
          new MoneyOfAStay(
              "held again and refused",
              paying() + is("status = 'HELD'") + charge("DECLINED", 0),
              false));

  private StayBreaches() {}

  private static String is(String change) {
    return "UPDATE booking.stay SET phase = 'AT_REST', " + change + ";";
  }

  private static String charge(String status, long captured) {
    return Breaches.charge(status, captured).replace("'ride'", "'stay'");
  }

  private static String night(int held) {
    return """
    INSERT INTO booking.room_night (hotel_id, room_type_id, night, total, overbooking, blocked, held,
      stop_sell, closed_to_arrival, closed_to_departure, min_stay, max_stay)
    VALUES (%s, %s, '2027-01-01', 2, 0, 0, %d, false, false, false, 1, 0);
    """
        .formatted(Breaches.ID, TYPE, held);
  }

  private static String hold() {
    return """
    INSERT INTO booking.stay (id, hotel_id, city_id, guest_id, guest_name, arrival, departure, status,
      quote_id, quote, total_minor, currency, held_at, expires_at)
    VALUES (%1$s, %1$s, 'monaco', %1$s, 'Rita', '2027-01-01', '2027-01-02', 'HELD', %1$s, '{}', 1,
      'EUR', %2$s, %2$s);
    """
        .formatted(Breaches.ID, Breaches.LONG_AGO);
  }

  private static String checkedOut() {
    return paying()
        + is(
            "status = 'CHECKED_OUT', payment = 'CAPTURED', total_minor = 1200, kept_minor = 1200,"
                + " slept_until = departure, ended_at = held_at, phase_since = held_at, "
                + BOOKED);
  }

  private static String paying() {
    return hold()
        + """
        UPDATE booking.stay SET status = 'PAYING', attempt = 1, card_id = id, held_until = %1$s,
          phase = 'AUTHORIZE', phase_since = %1$s, moved_at = %1$s, next_wake_at = %1$s;
        """
            .formatted(Breaches.LONG_AGO);
  }
}
