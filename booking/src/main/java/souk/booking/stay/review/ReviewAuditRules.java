package souk.booking.stay.review;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of reviews. */
@Factory
final class ReviewAuditRules {
  @Singleton
  @Named("hotel-rating-is-its-reviews")
  AuditRule rating() {
    return new AuditRule(
        "hotel-rating-is-its-reviews",
        "A hotel's rating is the sum of what its guests have published.",
        Duration.ZERO,
        """
        SELECT CAST(coalesce(r.hotel_id, w.hotel_id) AS text) AS subject,
               format('counted %s of %s stars, published %s of %s',
                 r.reviews, r.stars, w.reviews, w.stars) AS detail
        FROM booking.hotel_rating r
        FULL JOIN (
          SELECT hotel_id, count(*) AS reviews, sum(stars) AS stars FROM booking.stay_review
          WHERE side = 'GUEST' AND published
            AND written_at <= clock_timestamp() + ? * interval '1 s'
          GROUP BY hotel_id) w ON w.hotel_id = r.hotel_id
        WHERE (r.reviews, r.stars) IS DISTINCT FROM (w.reviews, w.stars)\
        """);
  }

  @Singleton
  @Named("visible-review-is-published")
  AuditRule published() {
    return new AuditRule(
        "visible-review-is-published",
        "A review that everybody may read is told of and counted soon.",
        Duration.ofMinutes(10),
        """
        SELECT id::text AS subject, format('%s of stay %s since %s', side, stay_id, visible_at) AS detail
        FROM booking.stay_review
        WHERE NOT published AND visible_at < clock_timestamp() - ? * interval '1 s'\
        """);
  }
}
