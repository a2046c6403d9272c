package souk.booking.stay.review;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reviews of a stay as one of its two sides sees them.
 *
 * @param theirs null as long as it may not be read
 * @param closesAt until when each may write
 */
@Introspected
@Schema(name = "StayReviews")
record StayReviewsView(@Nullable Given mine, @Nullable Given theirs, Instant closesAt) {
  /** What somebody has said. */
  @Introspected
  @Schema(name = "StayReview")
  record Given(int stars, @Nullable String text, Instant writtenAt) {}

  static StayReviewsView of(List<ReviewRow> mine, List<ReviewRow> theirs, Instant closesAt) {
    return new StayReviewsView(given(mine), given(theirs), closesAt);
  }

  private static @Nullable Given given(List<ReviewRow> rows) {
    if (rows.isEmpty()) return null;
    var said = rows.getFirst();
    return new Given(said.stars(), said.words(), said.writtenAt());
  }
}
