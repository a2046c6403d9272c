package souk.booking.stay;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.quote.StayTerms;
import souk.platform.evidence.Evidence;
import souk.platform.evidence.EvidenceSource;

/** What was booked, on which terms, and whether its guest came. */
@Singleton
final class StayEvidence implements EvidenceSource {
  private final Stays stays;
  private final Hotels hotels;

  StayEvidence(Stays stays, Hotels hotels) {
    this.stays = stays;
    this.hotels = hotels;
  }

  @Override
  public List<Evidence> of(UUID order) {
    return stays
        .find(order)
        .filter(stay -> stay.payment() != null)
        .map(stay -> List.of(evidence(stay)))
        .orElseGet(List::of);
  }

  private Evidence evidence(Stay stay) {
    var terms = StayTerms.of(stay.quote());
    var name = hotels.find(stay.hotelId()).map(Hotel::facts).map(Hotel.Facts::name).orElse("");
    var product =
        "A stay at %s from %s to %s, rooms: %d, ordered and confirmed in the app."
            .formatted(name, terms.arrival(), terms.departure(), terms.rooms().size());
    var text =
        Stream.of(price(terms), agreed(terms), Stream.of(outcome(stay)))
            .flatMap(lines -> lines)
            .collect(Collectors.joining("\n"));
    return new Evidence(product, "Booking", text, servedAt(stay));
  }

  private static Stream<String> price(StayTerms terms) {
    return Stream.of(
        "Nights: " + terms.nights(),
        "Tax: " + terms.tax(),
        "City tax: " + terms.cityTax(),
        "Total: " + terms.total());
  }

  private static Stream<String> agreed(StayTerms terms) {
    var cancelling =
        terms.cancellation().stream()
            .map(step -> {
              var from = step.from() == null ? "the booking" : step.from().toString();
              return "Agreed: cancelling from %s on costs %s".formatted(from, step.fee());
            });
    return Stream.concat(cancelling, Stream.of("Agreed: not coming costs " + terms.noShow()));
  }

  private static String outcome(Stay stay) {
    return switch (stay.state()) {
      case StayState.Held _, StayState.Paying _ -> "Not booked yet";
      case StayState.Confirmed(var number, var at, _) -> "Booked at %s as %s".formatted(at, number);
      case StayState.CheckedIn(var number, var at) -> "Came at %s to %s".formatted(at, number);
      case StayState.CheckedOut(var number, var at, var until, _) ->
          "Left at %s, had %s until %s".formatted(at, number, until);
      case StayState.NoShow(var number, var at, _) ->
          "Had not come at %s, %s was kept for him".formatted(at, number);
      case StayState.Cancelled(var reason, var at, _) ->
          "Called off at %s (%s), kept: %s".formatted(at, reason, stay.kept());
      case StayState.Expired(var at) -> "Lapsed at " + at;
    };
  }

  private static @Nullable Instant servedAt(Stay stay) {
    return switch (stay.state()) {
      case StayState.CheckedIn(_, var at) -> at;
      case StayState.CheckedOut(_, var at, _, _) -> at;
      case StayState.NoShow _ -> stay.quote().checkInAt();
      case StayState.Held _,
          StayState.Paying _,
          StayState.Confirmed _,
          StayState.Cancelled _,
          StayState.Expired _ ->
          null;
    };
  }
}
