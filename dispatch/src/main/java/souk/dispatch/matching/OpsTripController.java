package souk.dispatch.matching;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import souk.dispatch.offer.Offers;
import souk.dispatch.trip.Trips;
import souk.platform.identity.Role;
import souk.platform.json.Json;
import souk.platform.problem.Problem;

@Controller("/v1/ops/trips")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
final class OpsTripController {
  private final Trips trips;
  private final Offers offers;
  private final Json json;

  OpsTripController(Trips trips, Offers offers, Json json) {
    this.trips = trips;
    this.offers = offers;
    this.json = json;
  }

  @Get("/{id}/explanation")
  @Operation(
      summary = "Why a trip was offered to whom",
      description =
          "All offers of a trip in order. Each says who could have had the trip, what he would have"
              + " cost and of which terms, and who was near and passed over, and why.")
  TripExplanation explanation(@PathVariable UUID id) {
    var trip = trips.find(id).orElseThrow(() -> Problem.notFound("trip"));
    return TripExplanation.of(trip, offers.ofTrip(id), json);
  }
}
