package souk.booking.stay.review;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review as its row has it.
 *
 * @param stars from 1 to 5
 * @param visibleAt nobody but its author reads it before
 */
@MappedEntity(value = "stay_review", schema = "booking")
record ReviewRow(
    @Id UUID id,
    UUID stayId,
    String side,
    UUID hotelId,
    int stars,
    @Nullable String words,
    LocalDate departure,
    Instant writtenAt,
    Instant visibleAt) {

  boolean isOf(Side author) {
    return side.equals(author.name());
  }

  boolean says(int otherStars, @Nullable String otherWords) {
    return stars == otherStars && Objects.equals(words, otherWords);
  }
}
