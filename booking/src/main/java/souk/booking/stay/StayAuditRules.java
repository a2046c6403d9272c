package souk.booking.stay;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of room-nights and holds. */
@Factory
final class StayAuditRules {
  @Singleton
  @Named("room-night-is-its-ledger")
  AuditRule ledger() {
    return new AuditRule(
        "room-night-is-its-ledger",
        "Every counter of a room-night is the sum of its changes in the inventory ledger.",
        Duration.ZERO,
        """
        SELECT format('%s %s', coalesce(n.room_type_id, l.room_type_id), coalesce(n.night, l.night))
                 AS subject,
               format('counters %s, ledger %s',
                 (n.total, n.overbooking, n.blocked, n.held, n.booked),
                 (l.total, l.overbooking, l.blocked, l.held, l.booked)) AS detail
        FROM booking.room_night n
        FULL JOIN (
          SELECT hotel_id, room_type_id, night, sum(total_delta) AS total,
            sum(overbooking_delta) AS overbooking, sum(blocked_delta) AS blocked,
            sum(held_delta) AS held, sum(booked_delta) AS booked
          FROM booking.inventory_ledger
          WHERE at <= clock_timestamp() + ? * interval '1 s'
          GROUP BY hotel_id, room_type_id, night) l
          ON l.hotel_id = n.hotel_id AND l.room_type_id = n.room_type_id AND l.night = n.night
        WHERE (coalesce(n.total, 0), coalesce(n.overbooking, 0), coalesce(n.blocked, 0),
               coalesce(n.held, 0), coalesce(n.booked, 0))
          <> (coalesce(l.total, 0), coalesce(l.overbooking, 0), coalesce(l.blocked, 0),
              coalesce(l.held, 0), coalesce(l.booked, 0))\
        """);
  }

  @Singleton
  @Named("held-rooms-are-live-holds")
  AuditRule holds() {
    return new AuditRule(
        "held-rooms-are-live-holds",
        "What a room-night counts as held are the rooms of stays that are held or being paid for.",
        Duration.ZERO,
        """
        SELECT format('%s %s', coalesce(n.room_type_id, s.room_type_id), coalesce(n.night, s.night))
                 AS subject,
               format('counted %s, held %s', n.held, s.rooms) AS detail
        FROM (SELECT * FROM booking.room_night WHERE held <> 0) n
        FULL JOIN (
          SELECT s.hotel_id, s.room_type_id, s.night, sum(s.rooms) AS rooms
          FROM booking.stay h JOIN booking.stay_night s ON s.stay_id = h.id
          WHERE h.status IN ('HELD', 'PAYING') AND h.held_at <= clock_timestamp() + ? * interval '1 s'
          GROUP BY s.hotel_id, s.room_type_id, s.night) s
          ON s.hotel_id = n.hotel_id AND s.room_type_id = n.room_type_id AND s.night = n.night
        WHERE coalesce(n.held, 0) <> coalesce(s.rooms, 0)\
        """);
  }

  @Singleton
  @Named("booked-rooms-are-live-stays")
  AuditRule bookings() {
    return new AuditRule(
        "booked-rooms-are-live-stays",
        "What a room-night counts as booked are the rooms of stays that have it, or had it in their time.",
        Duration.ZERO,
        """
        SELECT format('%s %s', coalesce(n.room_type_id, s.room_type_id), coalesce(n.night, s.night))
                 AS subject,
               format('counted %s, booked %s', n.booked, s.rooms) AS detail
        FROM (SELECT * FROM booking.room_night WHERE booked <> 0) n
        FULL JOIN (
          SELECT s.hotel_id, s.room_type_id, s.night, sum(s.rooms) AS rooms
          FROM booking.stay b JOIN booking.stay_night s ON s.stay_id = b.id
          WHERE b.status IN ('CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW')
            AND NOT s.given_back AND b.confirmed_at <= clock_timestamp() + ? * interval '1 s'
          GROUP BY s.hotel_id, s.room_type_id, s.night) s
          ON s.hotel_id = n.hotel_id AND s.room_type_id = n.room_type_id AND s.night = n.night
        WHERE coalesce(n.booked, 0) <> coalesce(s.rooms, 0)\
        """);
  }

  @Singleton
  @Named("open-stay-makes-progress")
  AuditRule progress() {
    return new AuditRule(
        "open-stay-makes-progress",
        "A stay whose money is on its way is looked at in time, what its saga has to do gets done, and none outlasts its days.",
        Duration.ofMinutes(2),
        """
        SELECT id::text AS subject,
               format('%s, %s since %s, due %s', status, phase, phase_since, next_wake_at) AS detail
        FROM booking.stay
        WHERE phase <> 'AT_REST'
          AND CASE phase WHEN 'AWAIT_PAYER' THEN next_wake_at
                WHEN 'AWAIT_STAY' THEN least(leave_by, CASE WHEN divided_at IS NULL THEN divide_at END)
                ELSE least(phase_since, next_wake_at) END
              < clock_timestamp() - ? * interval '1 s'\
        """);
  }

  @Singleton
  @Named("room-is-given-for-a-booked-night")
  AuditRule rooms() {
    return new AuditRule(
        "room-is-given-for-a-booked-night",
        "Whoever has a room in a night has booked that night, of that type, and not given it back.",
        Duration.ZERO,
        """
        SELECT format('%s %s', a.room_id, a.night) AS subject,
               format('stay %s, %s', a.stay_id, s.status) AS detail
        FROM booking.room_assignment a
        JOIN booking.room r ON r.id = a.room_id
        JOIN booking.stay s ON s.id = a.stay_id
        LEFT JOIN booking.stay_night n ON n.stay_id = a.stay_id
          AND n.room_type_id = r.room_type_id AND n.night = a.night AND NOT n.given_back
        WHERE s.moved_at <= clock_timestamp() + ? * interval '1 s'
          AND (n.stay_id IS NULL OR s.status NOT IN ('CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW'))\
        """);
  }

  @Singleton
  @Named("lapsed-hold-is-ended")
  AuditRule lapsed() {
    return new AuditRule(
        "lapsed-hold-is-ended",
        "A hold or a payment whose time is over is ended, though nobody asks for the rooms.",
        Duration.ofMinutes(2),
        """
        SELECT id::text AS subject, format('%s until %s', status, expires_at) AS detail
        FROM booking.stay
        WHERE status IN ('HELD', 'PAYING') AND expires_at < clock_timestamp() - ? * interval '1 s'\
        """);
  }
}
