package souk.booking.quote.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.json;
import static souk.booking.ApiCalls.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;

/** Operations change what rides cost; each test has a product of its own. */
class OpsTariffsTest {
  private static final UUID OPERATOR = UUID.randomUUID();
  private static final String TERMS =
      """
      {"base": 1000, "per_kilometre": 100, "per_minute": 10, "minimum": 1200,
       "tax_basis_points": 2000,
       "waiting": {"free_seconds": 60, "per_minute": 30, "longest_seconds": 600},
       "cancelling": {"free_seconds": 60, "late": 100, "arrived": 200},
       "no_show": {"wait_seconds": 120, "fee": 300},
       "metering": {"tolerance_percent": 10, "tolerance": 100, "ceiling_percent": 120,
                    "confidence_percent": 40}}
      """;
  private static final String JOURNEY =
      """
      {"pickup": {"lat": 43.7394, "lon": 7.4282}, "dropoff": {"lat": 43.7347, "lon": 7.4206},
       "product": "%s"}
      """;
  private static final int RIVALS = 8;
  private static final int ROUNDS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static Site site;
  private static BookingNode node;
  private static ApiCalls api;

  @BeforeAll
  static void open() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
    api = new ApiCalls(node);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void everyProductOfTheDefaultCityHasATariffFromTheStart() {
    var items = answered(api.get(OPERATOR, "OPS", "/v1/ops/tariffs"), 200).get("items");
    assertThat(items.findValuesAsText("product"))
        .containsExactlyInAnyOrder("standard", "xl", "premium", "pool", "courier");
    assertThat(items.get(0).get("currency").asText()).isEqualTo("EUR");
    assertThat(items.get(0).get("terms").get("waiting").get("free_seconds").asInt()).isPositive();
  }

  @Test
  void theNextVersionPricesTheNextQuoteAndSaysWhoMadeItAndWhy() {
    var made = answered(publish("xl", next(1, null, TERMS)), 201);

    assertThat(made.get("version").asInt()).isEqualTo(2);
    assertThat(made.get("made_by").asText()).isEqualTo(OPERATOR.toString());
    assertThat(made.get("reason").asText()).isEqualTo("winter prices");
    assertThat(made.get("terms")).isEqualTo(json(TERMS));
    assertThat(quote("xl").get("breakdown").get(0).get("amount").get("amount").asInt())
        .isEqualTo(1_000);
    assertThat(versions("xl")).containsExactly(2, 1);
    var action =
        answered(api.get(OPERATOR, "OPS", "/v1/ops/actions?subject_id=monaco/xl"), 200)
            .get("items");
    assertThat(action).hasSize(1);
    assertThat(action.get(0).get("reason").asText()).isEqualTo("winter prices");
    assertThat(action.get(0).get("before").get("version").asInt()).isEqualTo(1);
    assertThat(action.get(0).get("after").get("version").asInt()).isEqualTo(2);
  }

  @Test
  void whatTakesEffectLaterPricesNothingBefore() {
    var before = quote("premium").get("fare");
    var tomorrow = Instant.now().plusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS).toString();

    var made = answered(publish("premium", next(1, tomorrow, TERMS)), 201);

    assertThat(made.get("effective_from").asText()).isEqualTo(tomorrow);
    assertThat(quote("premium").get("fare")).isEqualTo(before);
    assertThat(versions("premium")).containsExactly(2, 1);
  }

  @Test
  void nothingTakesEffectInThePast() {
    var answer = publish("pool", next(1, "2026-01-02T00:00:00Z", TERMS));
    refused(answer, 422, "effective_in_the_past");
    assertThat(versions("pool")).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2, Long.MAX_VALUE})
  void whoDidNotSeeTheLatestVersionIsTold(long replaces) {
    var problem = refused(publish("pool", next(replaces, null, TERMS)), 409, "tariff_replaced");
    assertThat(problem.get("latest_version").asInt()).isEqualTo(1);
    assertThat(versions("pool")).containsExactly(1);
  }

  @Test
  void ofSeveralWhoReplaceTheSameVersionOneDoes() {
    for (long latest = 1; latest <= ROUNDS; latest++) {
      var answers = rival(api, latest);

      assertThat(answers).filteredOn(OpsTariffsTest::isMade).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> !isMade(answer))
          .allSatisfy(answer -> refused(answer, 409, "tariff_replaced"));
    }
    assertThat(site.count("SELECT count(*) FROM booking.tariff WHERE product = 'courier'"))
        .isEqualTo(1 + ROUNDS);
  }

  /** The negative control of the test above. */
  @Test
  void withoutItsConstraintSeveralWouldBeTheNextVersion() {
    var lawless = Site.open("http://127.0.0.1:1");
    lawless.sql("ALTER TABLE booking.tariff DROP CONSTRAINT tariff_version");
    try (var other = BookingNode.start(lawless, BookingNode.API_ONLY)) {
      var calls = new ApiCalls(other);
      await()
          .atMost(PATIENCE)
          .until(() -> {
            var latest = "SELECT max(version) FROM booking.tariff WHERE product = 'courier'";
            var answers = rival(calls, lawless.count(latest));
            return answers.stream().filter(OpsTariffsTest::isMade).count() > 1;
          });
    }
  }

  @Test
  void aVersionIsNeverChanged() {
    for (var sql :
        List.of(
            "UPDATE booking.tariff SET reason = 'none'",
            "DELETE FROM booking.tariff",
            "TRUNCATE booking.tariff")) {
      assertThatThrownBy(() -> site.sql(sql)).hasStackTraceContaining("is never changed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "base; -1",
        "per_kilometre; 100000001",
        "minimum; 0",
        "tax_basis_points; 10001",
        "waiting; null",
        "waiting; 7",
        "cancelling; {\"free_seconds\": 1, \"late\": 2, \"arrived\": 1}",
        "no_show; {\"wait_seconds\": -1, \"fee\": 1}",
        "metering; {\"tolerance_percent\": 10, \"tolerance\": 1, \"ceiling_percent\": 99, \"confidence_percent\": 1}"
      })
  void badTermsAreRefusedAndSayWhichIsBad(String field, String value) {
    var terms = (ObjectNode) json(TERMS);
    terms.set(field, json(value));

    var problem = refused(publish("pool", next(1, null, terms.toString())), 400, "malformed");

    assertThat(problem.get("detail").asText()).contains(field);
    assertThat(versions("pool")).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"base; 1.5", "base; \"7\"", "base; null", "waiting; {}", "tax_basis_points; {}"})
  void termsOfAnotherTypeAreRefused(String field, String value) {
    var terms = (ObjectNode) json(TERMS);
    terms.set(field, json(value));
    refused(publish("pool", next(1, null, terms.toString())), 400, "malformed");
  }

  @Test
  void noTermIsForgotten() {
    json(TERMS)
        .fieldNames()
        .forEachRemaining(field -> {
          var terms = (ObjectNode) json(TERMS);
          terms.remove(field);
          refused(publish("pool", next(1, null, terms.toString())), 400, "malformed");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{}",
        "{\"replaces\": 1, \"reason\": \"x\"}",
        "{\"replaces\": 1, \"reason\": \"\", \"terms\": TERMS}",
        "{\"replaces\": 1, \"terms\": TERMS}",
        "{\"reason\": \"x\", \"terms\": TERMS}",
        "{\"replaces\": -1, \"reason\": \"x\", \"terms\": TERMS}",
        "{\"replaces\": 1, \"reason\": \"x\", \"terms\": TERMS, \"effective_from\": \"soon\"}"
      })
  void malformedVersionsAreTheCallersMistake(String body) {
    var answer = publish("pool", body.replace("TERMS", TERMS));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void onlyOperationsSeeAndMakeTariffs() {
    refused(api.get(OPERATOR, "CUSTOMER", "/v1/ops/tariffs"), 403, "forbidden");
    refused(api.get(OPERATOR, "DRIVER", "/v1/ops/tariffs/monaco/pool"), 403, "forbidden");
    var body = next(1, null, TERMS);
    refused(api.post(OPERATOR, "DRIVER", "/v1/ops/tariffs/monaco/pool", body), 403, "forbidden");
  }

  @Test
  void citiesAndProductsThatAreNoneHaveNoTariffs() {
    refused(api.get(OPERATOR, "OPS", "/v1/ops/tariffs/atlantis/pool"), 404, "not_found");
    refused(publish("rocket", next(0, null, TERMS)), 404, "not_found");
  }

  private static HttpResponse<String> publish(String product, String body) {
    return api.post(OPERATOR, "OPS", "/v1/ops/tariffs/monaco/" + product, body);
  }

  private static String next(long replaces, @Nullable String from, String terms) {
    var effective = from == null ? "null" : "\"" + from + "\"";
    return "{\"replaces\": %d, \"effective_from\": %s, \"reason\": \"winter prices\", \"terms\": %s}"
        .formatted(replaces, effective, terms);
  }

  private static JsonNode quote(String product) {
    var answer =
        api.post(UUID.randomUUID(), "CUSTOMER", "/v1/rides/quotes", JOURNEY.formatted(product));
    return answered(answer, 201);
  }

  private static List<Integer> versions(String product) {
    var page = answered(api.get(OPERATOR, "OPS", "/v1/ops/tariffs/monaco/" + product), 200);
    return page.get("items").findValues("version").stream().map(JsonNode::asInt).toList();
  }

  private static boolean isMade(HttpResponse<String> answer) {
    return answer.statusCode() == 201;
  }

  /** So many operators replace the same version at once. */
  private static List<HttpResponse<String>> rival(ApiCalls calls, long latest) {
    var start = new CyclicBarrier(RIVALS);
    var body = next(latest, null, TERMS);
    var made = new ArrayList<Future<HttpResponse<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < RIVALS; n++) {
        made.add(
            threads.submit(() -> {
              start.await();
              return calls.post(OPERATOR, "OPS", "/v1/ops/tariffs/monaco/courier", body);
            }));
      }
    }
    return made.stream().map(Future::resultNow).toList();
  }
}
