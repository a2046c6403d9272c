package souk.dispatch.rating;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one party of a trip thinks of the other.
 *
 * @param person who is rated
 * @param stars from 1 to 5
 */
record Rating(
    UUID tripId,
    Party by,
    UUID rater,
    UUID person,
    int stars,
    @Nullable String comment,
    @Nullable Concern concern,
    Instant at) {

  boolean says(int otherStars, @Nullable String otherComment) {
    return stars == otherStars && Objects.equals(comment, otherComment);
  }
}
