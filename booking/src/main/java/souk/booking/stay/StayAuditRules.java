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
        "What a room-night counts as held are the rooms of stays that are held.",
        Duration.ZERO,
        """
        SELECT format('%s %s', coalesce(n.room_type_id, s.room_type_id), coalesce(n.night, s.night))
                 AS subject,
               format('counted %s, held %s', n.held, s.rooms) AS detail
        FROM (SELECT * FROM booking.room_night WHERE held <> 0) n
        FULL JOIN (
          SELECT s.hotel_id, s.room_type_id, s.night, sum(s.rooms) AS rooms
          FROM booking.stay h JOIN booking.stay_night s ON s.stay_id = h.id
          WHERE h.status = 'HELD' AND h.held_at <= clock_timestamp() + ? * interval '1 s'
          GROUP BY s.hotel_id, s.room_type_id, s.night) s
          ON s.hotel_id = n.hotel_id AND s.room_type_id = n.room_type_id AND s.night = n.night
        WHERE coalesce(n.held, 0) <> coalesce(s.rooms, 0)\
        """);
  }

  @Singleton
  @Named("lapsed-hold-is-ended")
  AuditRule lapsed() {
    return new AuditRule(
        "lapsed-hold-is-ended",
        "A hold whose time is over is ended, though nobody asks for its rooms.",
        Duration.ofMinutes(2),
        """
        SELECT id::text AS subject, format('held until %s', expires_at) AS detail
        FROM booking.stay
        WHERE status = 'HELD' AND expires_at < clock_timestamp() - ? * interval '1 s'\
        """);
  }
}
