package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.quote.Quotes;
import souk.booking.ride.Phone.Answer;
import souk.booking.ride.Phone.Wish;

class RideControllerTest {
  private static final int TWINS = 8;
  private static final String NOBODYS = "00000000-0000-4000-8000-000000000000";

  private static RideCity city;

  @BeforeAll
  static void open() {
    city = RideCity.withoutDrivers(UnaryOperator.identity());
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void acceptsARideAndSaysWhereItIs() {
    var phone = city.phone();
    var answer = phone.send(phone.wish("pm_card_visa"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("status").asText()).isEqualTo("REQUESTED");
    assertThat(answer.response().headers().firstValue("Location"))
        .hasValue("/v1/rides/" + answer.id());
    assertThat(phone.get("/v1/rides/" + answer.id()).status()).isEqualTo(200);
    assertThat(phone.get("/v1/rides").body().path("items").size()).isEqualTo(1);
    assertThat(phone.get("/v1/rides/" + answer.id() + "/receipt").status()).isEqualTo(404);
  }

  @Test
  void aRequestWithoutAKeyIsMalformed() {
    var phone = city.phone();
    var answer = phone.post("/v1/rides", phone.wish("pm_card_visa").body());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("idempotency_key_missing");
  }

  @Test
  void theSameRequestAgainIsTheSameRide() {
    var phone = city.phone();
    var wish = phone.wish("pm_card_visa");
    var first = phone.send(wish);
    var again = phone.send(wish);

    assertThat(again.response().body()).isEqualTo(first.response().body());
    assertThat(again.response().headers().firstValue("Idempotent-Replayed")).hasValue("true");
  }

  @Test
  void aKeyThatStandsForAnotherRequestIsRefused() {
    var phone = city.phone();
    var wish = phone.wish("pm_card_visa");
    phone.send(wish);
    assertRefused(
        phone.send(new Wish(phone.wish("pm_card_visa").body(), wish.key())), "key_reused");
  }

  @Test
  void aSecondLiveRideIsRefusedAndTheFirstNamed() {
    var phone = city.phone();
    var first = phone.request();
    var second = phone.send(phone.wish("pm_card_visa"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("ride_active");
    assertThat(second.body().path("ride_id").asText()).isEqualTo(first.toString());
    phone.cancel(first);
    assertThat(phone.send(phone.wish("pm_card_visa")).status()).isEqualTo(202);
  }

  @Test
  void aStrangerIsToldThatThereIsNoSuchRide() {
    var ride = city.phone().request();
    var stranger = city.phone();
    assertThat(
            List.of(
                stranger.get("/v1/rides/" + ride),
                stranger.get("/v1/rides/" + ride + "/receipt"),
                stranger.cancel(ride)))
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(404));
    assertThat(stranger.get("/v1/rides").body().path("items").size()).isZero();
  }

  @Test
  void anExpiredQuoteIsRefusedAndLeavesTheRiderFree() {
    var phone = city.phone();
    var card = phone.card("pm_card_visa");
    try (var hasty = city.anotherNode(Map.of("souk.roles", "api", "souk.quotes.validity", "1ms"))) {
      var quote =
          hasty
              .bean(Quotes.class)
              .quote(phone.rider, Phone.CASINO, Phone.HARBOUR, "standard")
              .token();
      assertRefused(phone.send(wish(quote, card)), "quote_expired");
    }
    phone.request();
  }

  @Test
  void anothersQuoteOrCardIsRefused() {
    var phone = city.phone();
    var other = city.phone();
    var card = phone.card("pm_card_visa");
    assertRefused(phone.send(wish(other.quote(), card)), "quote_invalid");
    assertRefused(phone.send(wish(phone.quote() + "x", card)), "quote_invalid");
    assertRefused(phone.send(wish("quote", card)), "quote_invalid");
    assertRefused(phone.send(wish(phone.quote(), other.card("pm_card_visa"))), "card_unknown");
  }

  @Test
  void callingOffTwiceIsCallingOffOnce() {
    var phone = city.phone();
    var ride = phone.request();
    var first = phone.cancel(ride);
    var again = phone.cancel(ride);

    assertThat(List.of(first, again))
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.body().path("status").asText()).isEqualTo("CANCELLED");
          assertThat(answer.body().path("cancelled").path("reason").asText())
              .isEqualTo("changed_my_mind");
        });
    city.awaitSettled(ride);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        "{\"quote\": null, \"card_id\": \"" + NOBODYS + "\"}",
        "{\"quote\": \"\", \"card_id\": \"" + NOBODYS + "\"}",
        "{\"quote\": 7, \"card_id\": \"" + NOBODYS + "\"}",
        "{\"quote\": {\"a\": 1}, \"card_id\": \"" + NOBODYS + "\"}",
        "{\"quote\": \"q\", \"card_id\": \"no uuid\"}",
        "{\"quote\": \"q\", \"card_id\": 7}",
        "{\"quote\": \"q\"}"
      })
  void malformedRequestsAreTheCallersMistake(String body) {
    var phone = city.phone();
    assertMistake(phone.post("/v1/rides", body, "Idempotency-Key", UUID.randomUUID().toString()));
    assertMistake(phone.post("/v1/rides/quotes", body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pickup\": {\"lat\": 91, \"lon\": 7}, \"dropoff\": {\"lat\": 43, \"lon\": 7}, \"product\": \"standard\"}",
        "{\"pickup\": {\"lat\": \"x\", \"lon\": 7}, \"dropoff\": {\"lat\": 43, \"lon\": 7}, \"product\": \"standard\"}",
        "{\"pickup\": {}, \"dropoff\": {\"lat\": 43, \"lon\": 7}, \"product\": \"standard\"}",
        "{\"pickup\": {\"lat\": 43, \"lon\": 7}, \"dropoff\": {\"lat\": 43, \"lon\": 7}, \"product\": \"standard\"}",
        "{\"pickup\": {\"lat\": 48.8, \"lon\": 2.3}, \"dropoff\": {\"lat\": 48.9, \"lon\": 2.3}, \"product\": \"standard\"}",
        "{\"pickup\": {\"lat\": 43.7394, \"lon\": 7.4282}, \"dropoff\": {\"lat\": 43.7347, \"lon\": 7.4206}, \"product\": \"rocket\"}"
      })
  void impossibleJourneysArePricedByNobody(String body) {
    assertMistake(city.phone().post("/v1/rides/quotes", body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/rides/no-uuid",
        "/v1/rides/" + NOBODYS,
        "/v1/rides?limit=0",
        "/v1/rides?limit=101",
        "/v1/rides?limit=many",
        "/v1/rides?cursor=nonsense"
      })
  void malformedQuestionsAreTheCallersMistake(String path) {
    assertMistake(city.phone().get(path));
  }

  @Test
  void tooLongAReasonIsMalformed() {
    var phone = city.phone();
    var ride = phone.request();
    var reason = "{\"reason\": \"%s\"}".formatted("x".repeat(201));
    assertMistake(phone.post("/v1/rides/" + ride + "/cancel", reason));
  }

  @Test
  void concurrentTwinsOfARequestMakeOneRide() {
    var phone = city.phone();
    var wish = phone.wish("pm_card_visa");

    var answers = together(_ -> phone.send(wish));

    assertThat(answers)
        .allMatch(answer -> answer.status() == 202 || answer.code().equals("key_in_use"))
        .anyMatch(answer -> answer.status() == 202);
    assertThat(ridesOf(phone)).isEqualTo(1);
  }

  @Test
  void concurrentRequestsOfOneRiderMakeOneRide() {
    var phone = city.phone();

    var answers = rival(phone);

    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 202)
        .allMatch(answer -> answer.code().equals("ride_active"));
    assertThat(ridesOf(phone)).isEqualTo(1);
  }

  /** The negative control of the test above. */
  @Test
  void withoutItsConstraintOneRiderHasSeveralLiveRides() {
    try (var lawless = RideCity.withoutDrivers(UnaryOperator.identity())) {
      lawless.site.sql("ALTER TABLE booking.rider_claim DROP CONSTRAINT rider_claim_rider");
      var answers = rival(lawless.phone());
      assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSizeGreaterThan(1);
    }
  }

  private static List<Answer> rival(Phone phone) {
    var wishes = IntStream.range(0, TWINS).mapToObj(_ -> phone.wish("pm_card_visa")).toList();
    return together(number -> phone.send(wishes.get(number)));
  }

  private static List<Answer> together(IntFunction<Answer> call) {
    var start = new CyclicBarrier(TWINS);
    var calls = new ArrayList<Future<Answer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, TWINS)
          .mapToObj(number ->
              threads.submit(() -> {
                start.await();
                return call.apply(number);
              }))
          .forEach(calls::add);
    }
    return calls.stream().map(Future::resultNow).toList();
  }

  private static int ridesOf(Phone phone) {
    return city.site.count("SELECT count(*) FROM booking.ride WHERE rider_id = ?", phone.rider);
  }

  private static Wish wish(String quote, UUID card) {
    var body = "{\"quote\": \"%s\", \"card_id\": \"%s\"}".formatted(quote, card);
    return new Wish(body, UUID.randomUUID().toString());
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo(code);
  }

  private static void assertMistake(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isBetween(400, 499);
    assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.code()).isNotBlank();
  }
}
