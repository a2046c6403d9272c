package souk.dispatch.rating;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rating as its row has it. */
@MappedEntity(value = "rating", schema = "dispatch")
record RatingRow(
    @Id UUID tripId,
    String ratedBy,
    UUID raterId,
    UUID personId,
    int stars,
    @Nullable String comment,
    @Nullable String concern,
    Instant createdAt) {

  Rating rating() {
    return new Rating(
        tripId,
        Party.valueOf(ratedBy),
        raterId,
        personId,
        stars,
        comment,
        concern == null ? null : Concern.valueOf(concern),
        createdAt);
  }
}
