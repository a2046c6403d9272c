package souk.booking.stay.review;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

@Tag(name = "stays")
@Controller("/v1/stays/{stayId}")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class GuestReviewController {
  private final WriteReview writeReview;
  private final StayReviews reviews;

  GuestReviewController(WriteReview writeReview, StayReviews reviews) {
    this.writeReview = writeReview;
    this.reviews = reviews;
  }

  @Post("/review")
  @Operation(summary = "Review a hotel after my stay, once")
  StayReviewsView write(Person guest, UUID stayId, @Body @Valid NewReview review) {
    var stay = reviews.ofGuest(guest.id(), stayId);
    writeReview.write(review.wish(Side.GUEST, guest.id(), stay.id()));
    return reviews.shown(stay, Side.GUEST);
  }

  @Get("/reviews")
  @Operation(summary = "What I said of a stay, and what its host said of me once both have written")
  StayReviewsView show(Person guest, UUID stayId) {
    return reviews.shown(reviews.ofGuest(guest.id(), stayId), Side.GUEST);
  }
}
