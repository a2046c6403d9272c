package souk.booking.stay.ical;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of nights that other calendars close. */
@Factory
final class FeedAuditRules {
  @Singleton
  @Named("imported-rooms-are-their-blocks")
  AuditRule imported() {
    return new AuditRule(
        "imported-rooms-are-their-blocks",
        "What a room-night counts as blocked by other calendars are the blocks of those calendars.",
        Duration.ZERO,
        """
        SELECT format('%s %s', coalesce(n.room_type_id, b.room_type_id), coalesce(n.night, b.night))
                 AS subject,
               format('counted %s, blocked %s', n.imported, b.rooms) AS detail
        FROM (SELECT * FROM booking.room_night WHERE imported <> 0) n
        FULL JOIN (
          SELECT b.hotel_id, b.room_type_id, b.night, sum(b.rooms) AS rooms
          FROM booking.night_block b JOIN booking.calendar_feed f ON f.id = b.feed_id
          WHERE b.rooms > 0 AND f.created_at <= clock_timestamp() + ? * interval '1 s'
          GROUP BY b.hotel_id, b.room_type_id, b.night) b
          ON b.hotel_id = n.hotel_id AND b.room_type_id = n.room_type_id AND b.night = n.night
        WHERE coalesce(n.imported, 0) <> coalesce(b.rooms, 0)\
        """);
  }
}
