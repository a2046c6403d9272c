package souk.booking.quote;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;

@Tag(name = "rides")
@Controller("/v1/rides/quotes")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class QuoteController {
  private final Quotes quotes;

  QuoteController(Quotes quotes) {
    this.quotes = quotes;
  }

  /**
   * From where to where, with which product, and when.
   *
   * @param product without one, each that the city sells
   * @param pickupAt when to be picked up; without it, as soon as possible
   */
  @Introspected
  record QuoteRequest(
      @NotNull Point pickup,
      @NotNull Point dropoff,
      @Nullable @Pattern(regexp = ".*\\S.*", message = "must not be blank") String product,
      @Nullable Instant pickupAt) {}

  @Introspected
  record Line(String kind, Money amount) {}

  @Introspected
  record PinnedSurge(String multiplier, long version) {}

  /** A price that holds until it expires; {@code quote} is the token to request the ride with. */
  @Introspected
  record QuoteAnswer(
      UUID id,
      String quote,
      String cityId,
      String product,
      Point pickup,
      Point dropoff,
      @Nullable Instant pickupAt,
      long distanceM,
      long durationS,
      Money fare,
      List<Line> breakdown,
      PinnedSurge surge,
      Instant expiresAt,
      long expiresInMs) {}

  /** One price per product that the city sells, each good by itself. */
  @Introspected
  record QuoteAnswers(List<QuoteAnswer> items) {}

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Price a ride, with one product or with each that is sold")
  @ApiResponse(
      responseCode = "201",
      description = "The quote for the product, or one for each product when none is named",
      content = @Content(schema = @Schema(oneOf = {QuoteAnswer.class, QuoteAnswers.class})))
  HttpResponse<?> quote(Person rider, @Body @Valid QuoteRequest request) {
    var product = request.product();
    return HttpResponse.created(
        product == null ? forEachProduct(rider, request) : forOne(rider, request, product));
  }

  private QuoteAnswer forOne(Person rider, QuoteRequest request, String product) {
    return answer(
        quotes.quote(rider.id(), request.pickup(), request.dropoff(), request.pickupAt(), product));
  }

  private QuoteAnswers forEachProduct(Person rider, QuoteRequest request) {
    return new QuoteAnswers(
        quotes
            .quoteAll(rider.id(), request.pickup(), request.dropoff(), request.pickupAt())
            .stream()
            .map(QuoteController::answer)
            .toList());
  }

  private static QuoteAnswer answer(Quotes.Sealed sealed) {
    var quote = sealed.quote();
    return new QuoteAnswer(
        quote.id(),
        sealed.token(),
        quote.cityId(),
        quote.product(),
        quote.pickup(),
        quote.dropoff(),
        quote.pickupAt(),
        quote.distanceMetres(),
        quote.durationSeconds(),
        quote.fare().total(),
        quote.fare().lines().stream().map(QuoteController::line).toList(),
        new PinnedSurge(quote.surge().toPlainString(), quote.surgeVersion()),
        quote.expiresAt(),
        sealed.expiresIn().toMillis());
  }

  private static Line line(FareLine line) {
    return new Line(line.kind().name().toLowerCase(Locale.ROOT), line.amount());
  }
}
