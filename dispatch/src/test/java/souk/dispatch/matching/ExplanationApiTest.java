package souk.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.city.Point;
import souk.dispatch.offer.DeclineOffer;

/** Operations read why a trip was offered to whom. */
class ExplanationApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestCity city;

  @BeforeAll
  static void open() {
    city = TestCity.serve(Map.of("test.parked", true));
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @BeforeEach
  void empty() {
    city.empty();
  }

  @Test
  void allOffersOfATripAreExplainedInOrder() {
    var declines = city.driver(metresNorth(100));
    var next = city.driver(metresNorth(200));
    var far = city.driver(metresNorth(1_000));
    var trip = city.requested().id();
    city.round();
    city.bean(DeclineOffer.class).decline(declines, openOffer(trip));
    city.round();

    var answer = explained(trip);

    assertThat(answer.get("trip_id").asText()).isEqualTo(trip.toString());
    assertThat(answer.get("status").asText()).isEqualTo("OFFERED");
    assertThat(answer.get("offers")).hasSize(2);
    var first = answer.at("/offers/0");
    assertThat(first.get("driver_id").asText()).isEqualTo(declines.toString());
    assertThat(first.get("status").asText()).isEqualTo("DECLINED");
    assertThat(first.get("decided_at").isNull()).isFalse();
    assertThat(texts(first.at("/explanation/ranked"), "driver"))
        .containsExactly(declines.toString(), next.toString());
    var second = answer.at("/offers/1");
    assertThat(second.get("driver_id").asText()).isEqualTo(next.toString());
    assertThat(second.get("status").asText()).isEqualTo("OPEN");
    assertThat(texts(second.at("/explanation/passed_over"), "driver"))
        .containsExactly(declines.toString(), far.toString());
    assertThat(texts(second.at("/explanation/passed_over"), "reason"))
        .containsExactly("DECLINED", "BEYOND_RADIUS");
  }

  @Test
  void everyCandidateHasItsTermsAndTheySumToItsCost() {
    city.driver(metresNorth(100));
    city.driver(metresNorth(200));
    var trip = city.requested().id();
    city.round();

    var ranked = explained(trip).at("/offers/0/explanation/ranked");

    assertThat(ranked).hasSize(2);
    for (var candidate : ranked) {
      assertThat(texts(candidate.get("terms"), "term"))
          .containsExactly(
              "ETA", "RATING", "ACCEPTANCE", "FAIRNESS", "IDLE", "WAITING", "GIVEN_BACK");
      var sum = 0L;
      for (var term : candidate.get("terms")) {
        var weighed = term.get("weight").asDouble() * term.get("value").asDouble() * 1_000;
        assertThat(term.get("cost_ms").asLong()).isEqualTo(Math.round(weighed));
        sum += term.get("cost_ms").asLong();
      }
      assertThat(candidate.get("cost_ms").asLong()).isEqualTo(sum);
    }
    assertThat(ranked.at("/0/terms/0/value").asDouble()).isEqualTo(10);
    assertThat(ranked.at("/0/cost_ms").asLong()).isLessThan(ranked.at("/1/cost_ms").asLong());
  }

  @Test
  void whoWasWorthMoreElsewhereIsNamedWithTheTrip() {
    var near = city.driver(metresNorth(10));
    city.driver(metresNorth(100));
    var one = city.requested().id();
    var other = city.requested().id();
    city.round();
    var lucky = asked(one).equals(near) ? one : other;
    var unlucky = lucky.equals(one) ? other : one;

    var passedOver = explained(unlucky).at("/offers/0/explanation/passed_over/0");

    assertThat(passedOver.get("driver").asText()).isEqualTo(near.toString());
    assertThat(passedOver.get("reason").asText()).isEqualTo("TAKEN");
    assertThat(passedOver.get("for_trip").asText()).isEqualTo(lucky.toString());
    assertThat(passedOver.get("cost_ms").isNumber()).isTrue();
  }

  @Test
  void aTripThatWasNeverOfferedHasNoOffers() {
    var trip = city.requested().id();

    assertThat(explained(trip).get("offers")).isEmpty();
  }

  @Test
  void anOfferOfAnOlderVersionIsShownAsItWasKept() {
    var driver = city.driver();
    var trip = city.requested();
    city.offered(trip, driver);

    assertThat(explained(trip.id()).at("/offers/0/explanation")).isEqualTo(JSON.createObjectNode());
  }

  @Test
  void onlyOperationsReadItAndOnlyOfTripsThatAre() {
    var trip = city.requested().id();
    assertThat(get("OPS", UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(tree(get("OPS", UUID.randomUUID())).get("code").asText()).isEqualTo("not_found");
    assertThat(get("OPS", "7").statusCode()).isEqualTo(400);
    for (var role : List.of("DRIVER", "CUSTOMER", "SERVICE")) {
      assertThat(get(role, trip).statusCode()).as(role).isEqualTo(403);
    }
    var nobody = HttpRequest.newBuilder(city.uri(path(trip))).build();
    assertThat(send(nobody).statusCode()).isEqualTo(401);
  }

  private static JsonNode explained(UUID trip) {
    var answer = get("OPS", trip);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return tree(answer);
  }

  private static HttpResponse<String> get(String role, Object trip) {
    return send(
        HttpRequest.newBuilder(city.uri(path(trip)))
            .header("Authorization", "Test %s %s".formatted(UUID.randomUUID(), role))
            .build());
  }

  private static String path(Object trip) {
    return "/v1/ops/trips/%s/explanation".formatted(trip);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static JsonNode tree(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException failure) {
      throw new IllegalArgumentException(answer.body(), failure);
    }
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(one -> one.get(field).asText())
        .toList();
  }

  private static Object asked(UUID trip) {
    return city.value("SELECT driver_id FROM dispatch.offer WHERE trip_id = ?", trip);
  }

  private static UUID openOffer(UUID trip) {
    return (UUID)
        city.value("SELECT id FROM dispatch.offer WHERE trip_id = ? AND status = 'OPEN'", trip);
  }

  private static Point metresNorth(int metres) {
    return new Point(TestCity.CASINO.lat() + metres / 111_195.0, TestCity.CASINO.lon());
  }
}
