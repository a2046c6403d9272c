package souk.dispatch.offer;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import souk.dispatch.trip.DriversTrip;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Controller("/v1/offers/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.DRIVER)
@Tag(name = "offers")
final class OfferController {
  private final AcceptOffer acceptOffer;
  private final DeclineOffer declineOffer;
  private final Offers offers;

  OfferController(AcceptOffer acceptOffer, DeclineOffer declineOffer, Offers offers) {
    this.acceptOffer = acceptOffer;
    this.declineOffer = declineOffer;
    this.offers = offers;
  }

  @Post("/accept")
  @Operation(summary = "Take the offered trip")
  DriversTrip accept(Person driver, UUID id) {
    return switch (acceptOffer.accept(driver.id(), id)) {
      case AcceptOffer.Answer.Accepted(var trip) -> DriversTrip.of(trip);
      case AcceptOffer.Answer.TooLate() -> throw conflict("offer_expired", "Your time was over.");
      case AcceptOffer.Answer.HadDeclined() ->
          throw conflict("offer_declined", "You declined this offer.");
      case AcceptOffer.Answer.TakenBack() ->
          throw conflict("offer_withdrawn", "The offer was taken back when you went off line.");
      case AcceptOffer.Answer.TripCancelled() ->
          throw conflict("trip_cancelled", "The trip was called off before you accepted.");
      case AcceptOffer.Answer.GivenBack() ->
          throw conflict("trip_cancelled", "You had this trip, and have it no more.");
    };
  }

  @Post("/decline")
  @Operation(summary = "Refuse the offered trip")
  OfferView decline(Person driver, UUID id) {
    if (declineOffer.decline(driver.id(), id) instanceof Offer.Accepted) {
      throw conflict("offer_accepted", "You accepted this offer; give the trip back instead.");
    }
    return offers.find(driver.id(), id).orElseThrow(() -> Problem.notFound("offer"));
  }

  private static Problem conflict(String code, String detail) {
    return Problem.conflict(code, detail);
  }
}
