package souk.booking.stay.review;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import souk.booking.stay.quote.StayQuote;
import souk.platform.json.Json;
import souk.platform.postgres.Statements;

/** What reviews need to know of stays. */
@Singleton
final class ReviewedStays {
  private static final String FIND =
      "SELECT id, status, hotel_id, guest_id, departure, quote FROM booking.stay WHERE id = ?";

  private final Statements database;
  private final Json json;
  private final Duration window;

  /**
   * @param window from the time of check-out on, in which guest and host may write
   */
  ReviewedStays(
      Statements database, Json json, @Value("${souk.stays.review-within:14d}") Duration window) {
    if (window.isNegative() || window.isZero() || window.toDays() > 90) {
      throw new IllegalArgumentException(
          "souk.stays.review-within must be at most 90d, not " + window);
    }
    this.database = database;
    this.json = json;
    this.window = window;
  }

  /**
   * @param closesAt until when guest and host may write, counted from the check-out that was agreed
   *     on; what only one of them has written is read by all from then on
   */
  record ReviewedStay(
      UUID id,
      UUID hotelId,
      UUID guestId,
      boolean completed,
      LocalDate departure,
      Instant closesAt) {}

  Optional<ReviewedStay> find(UUID stayId) {
    return one(FIND, stayId);
  }

  /** Locks it until the transaction ends, so that of two who write one sees the other. */
  Optional<ReviewedStay> lock(UUID stayId) {
    return one(FIND + " FOR NO KEY UPDATE", stayId);
  }

  private Optional<ReviewedStay> one(String sql, UUID stayId) {
    return database.prepare(
        sql,
        statement -> {
          statement.setObject(1, stayId);
          try (var row = statement.executeQuery()) {
            return row.next() ? Optional.of(stay(row)) : Optional.empty();
          }
        });
  }

  private ReviewedStay stay(ResultSet row) throws SQLException {
    var quote = json.read(row.getString("quote"), StayQuote.class);
    return new ReviewedStay(
        row.getObject("id", UUID.class),
        row.getObject("hotel_id", UUID.class),
        row.getObject("guest_id", UUID.class),
        row.getString("status").equals("CHECKED_OUT"),
        row.getObject("departure", LocalDate.class),
        quote.checkOutAt().plus(window));
  }
}
