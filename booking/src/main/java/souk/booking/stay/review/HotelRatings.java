package souk.booking.stay.review;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.postgres.Statements;

/** How hotels stand with their guests. */
@Singleton
public final class HotelRatings {
  /** What is visible by the clock and not counted yet is added, so nobody waits to be counted. */
  private static final String OF =
      """
      SELECT coalesce(r.reviews, 0) + d.reviews, coalesce(r.stars, 0) + d.stars
      FROM (SELECT count(*) AS reviews, coalesce(sum(stars), 0) AS stars
            FROM booking.stay_review
            WHERE hotel_id = ? AND side = 'GUEST' AND NOT published
              AND visible_at <= clock_timestamp()) d
      LEFT JOIN booking.hotel_rating r ON r.hotel_id = ?\
      """;

  private final Statements database;

  HotelRatings(Statements database) {
    this.database = database;
  }

  /**
   * What a hotel's visible reviews come to.
   *
   * @param average in stars, with two decimals; null without reviews
   */
  @Introspected
  public record HotelRating(@Nullable BigDecimal average, long reviews) {
    static HotelRating of(long reviews, long stars) {
      if (reviews == 0) return new HotelRating(null, 0);
      var count = BigDecimal.valueOf(reviews);
      return new HotelRating(
          BigDecimal.valueOf(stars).divide(count, 2, RoundingMode.HALF_EVEN), reviews);
    }
  }

  public HotelRating of(UUID hotelId) {
    return database.prepare(
        OF,
        statement -> {
          statement.setObject(1, hotelId);
          statement.setObject(2, hotelId);
          try (var row = statement.executeQuery()) {
            row.next();
            return HotelRating.of(row.getLong(1), row.getLong(2));
          }
        });
  }
}
