package souk.booking.stay.review;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody thinks of a stay, or of a guest.
 *
 * @param text in words, if he likes
 */
@Introspected
@Schema(name = "ReviewStay")
record NewReview(
    @NotNull @Min(1) @Max(5) Integer stars,
    @Nullable @Size(max = 2_000) @Pattern(regexp = "[\\P{Cntrl}\\n]*") String text) {
  WriteReview.Wish wish(Side side, UUID author, UUID stayId) {
    var words = text == null || text.isBlank() ? null : text.strip();
    return new WriteReview.Wish(side, author, stayId, stars, words);
  }
}
