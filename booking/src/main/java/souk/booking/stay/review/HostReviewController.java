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

@Tag(name = "hosts")
@Controller("/v1/host/hotels/{hotelId}/stays/{stayId}")
@Secured(Role.Names.HOST)
@ExecuteOn(TaskExecutors.BLOCKING)
class HostReviewController {
  private final WriteReview writeReview;
  private final StayReviews reviews;

  HostReviewController(WriteReview writeReview, StayReviews reviews) {
    this.writeReview = writeReview;
    this.reviews = reviews;
  }

  @Post("/review")
  @Operation(summary = "Review a guest after his stay, once")
  StayReviewsView write(Person host, UUID hotelId, UUID stayId, @Body @Valid NewReview review) {
    var stay = reviews.ofHost(host.id(), hotelId, stayId);
    writeReview.write(review.wish(Side.HOST, host.id(), stay.id()));
    return reviews.shown(stay, Side.HOST);
  }

  @Get("/reviews")
  @Operation(summary = "What I said of a guest, and what he said of us once both have written")
  StayReviewsView show(Person host, UUID hotelId, UUID stayId) {
    return reviews.shown(reviews.ofHost(host.id(), hotelId, stayId), Side.HOST);
  }
}
