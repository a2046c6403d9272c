package souk.booking.stay.quote;

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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import souk.booking.stay.calendar.Span;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Tag(name = "stays")
@Controller("/v1/stays/quotes")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class StayQuoteController {
  private final StayQuotes quotes;

  StayQuoteController(StayQuotes quotes) {
    this.quotes = quotes;
  }

  /** Rooms of a hotel for the same nights; the day of departure is no night of the stay. */
  @Introspected
  record StayQuoteRequest(
      @NotNull UUID hotelId,
      @NotNull LocalDate arrival,
      @NotNull LocalDate departure,
      @NotNull @NotEmpty @Size(max = 20) List<@NotNull @Valid RoomWish> rooms) {
    StayWish wish() {
      if (!arrival.isBefore(departure)) {
        throw Problem.malformed("malformed", "departure: must be after arrival");
      }
      return new StayWish(hotelId, new Span(arrival, departure), rooms);
    }
  }

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Price a stay, if it can be had")
  HttpResponse<StayQuoteView> quote(Person guest, @Body @Valid StayQuoteRequest request) {
    return HttpResponse.created(StayQuoteView.of(quotes.quote(guest.id(), request.wish())));
  }
}
