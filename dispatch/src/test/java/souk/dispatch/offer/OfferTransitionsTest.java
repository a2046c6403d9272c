package souk.dispatch.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.dispatch.TestCity;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.offer.Offer.Because;
import souk.dispatch.offer.Offer.Move;

class OfferTransitionsTest {
  private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant NOW = THEN.plusSeconds(7);

  /** "-" is refused, "=" is decided alike or ended anyway, else the state it comes to. */
  private static final String TABLE =
      """
               OPEN      ACCEPTED DECLINED EXPIRED WITHDRAWN
      Accept   ACCEPTED  =        -        -       -
      Decline  DECLINED  -        =        =       =
      RunOut   EXPIRED   -        =        =       =
      Withdraw WITHDRAWN -        =        =       =
      """;

  private static final List<OfferEvent> EVENTS =
      List.of(
          new OfferEvent.Accept(),
          new OfferEvent.Decline(),
          new OfferEvent.RunOut(),
          new OfferEvent.Withdraw(Because.TRIP_CANCELLED));

  static Stream<Arguments> cells() {
    var lines = TABLE.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    var states = lines.getFirst().stream().map(OfferStatus::valueOf).toList();
    return lines.stream()
        .skip(1)
        .flatMap(line ->
            IntStream.range(0, states.size())
                .mapToObj(i -> Arguments.of(states.get(i), line.getFirst(), line.get(i + 1))));
  }

  @ParameterizedTest(name = "{1} while {0}: {2}")
  @MethodSource("cells")
  void everyEventInEveryState(OfferStatus state, String event, String expected) {
    var offer = offer(state);

    var move = offer.on(event(event), NOW);

    switch (expected) {
      case "-" -> assertThat(move).isEqualTo(new Move.Refused());
      case "=" -> assertThat(move).isEqualTo(new Move.AlreadyThere());
      default -> {
        var next = ((Move.Moved) move).next();
        assertThat(next.status()).isEqualTo(OfferStatus.valueOf(expected));
        assertThat(next.terms()).isEqualTo(offer.terms().decided());
        assertThat(next.terms().version()).isEqualTo(2);
      }
    }
  }

  @Test
  void theTableAboveIsComplete() {
    var sealedEvents = Arrays.stream(OfferEvent.class.getPermittedSubclasses());
    assertThat(EVENTS)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactlyElementsOf(sealedEvents.map(Class::getSimpleName).toList());
    assertThat(cells()).hasSize(EVENTS.size() * OfferStatus.values().length);
  }

  private static Offer offer(OfferStatus state) {
    var terms =
        new Offer.Terms(
            UUID.randomUUID(),
            1,
            TestCity.ID,
            UUID.randomUUID(),
            UUID.randomUUID(),
            new Estimate(Duration.ofSeconds(90), EtaSource.ROAD, 0),
            THEN,
            THEN.plusSeconds(15),
            null);
    return switch (state) {
      case OPEN -> new Offer.Open(terms);
      case ACCEPTED -> new Offer.Accepted(terms, THEN);
      case DECLINED -> new Offer.Declined(terms, THEN);
      case EXPIRED -> new Offer.Expired(terms, THEN);
      case WITHDRAWN -> new Offer.Withdrawn(terms, THEN, Because.DRIVER_LEFT);
    };
  }

  private static OfferEvent event(String name) {
    return EVENTS.stream()
        .filter(event -> event.getClass().getSimpleName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
