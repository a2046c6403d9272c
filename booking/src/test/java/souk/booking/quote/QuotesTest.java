package souk.booking.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.quote.tariff.PinnedTariff;
import souk.platform.json.Json;

class QuotesTest {
  private static final UUID RIDER = UUID.randomUUID();
  private static final String WAY =
      """
      "pickup": {"lat": 43.7394, "lon": 7.4282}, "dropoff": {"lat": 43.7347, "lon": 7.4206}
      """;

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
  void oneCallPricesEveryProductThatIsSoldOnOneWay() {
    var items = answered(ask("{%s}".formatted(WAY)), 201).get("items");

    assertThat(items.findValuesAsText("product"))
        .containsExactlyInAnyOrder("standard", "xl", "premium", "pool", "courier");
    assertThat(new HashSet<>(items.findValuesAsText("distance_m"))).hasSize(1);
    var quotes = StreamSupport.stream(items.spliterator(), false).map(this::opened).toList();
    assertThat(quotes).map(Quote::trafficVersion).containsOnly(quotes.getFirst().trafficVersion());
    assertThat(quotes).map(Quote::id).doesNotHaveDuplicates();
    assertThat(quotes)
        .allSatisfy(quote -> assertThat(node.bean(Quotes.class).find(quote.id())).contains(quote));
  }

  @Test
  void aProductCostsTheSameAloneAsAmongAll() {
    var all = answered(ask("{%s, \"product\": null}".formatted(WAY)), 201).get("items");
    for (var among : all) {
      var alone = answered(ask(of(among.get("product").asText())), 201);
      assertThat(alone.get("fare")).isEqualTo(among.get("fare"));
      assertThat(alone.get("breakdown")).isEqualTo(among.get("breakdown"));
    }
  }

  @Test
  void aQuotePinsItsTariff() {
    var quote = opened(answered(ask(of("pool")), 201));
    var tariff =
        site.rows("SELECT id, version FROM booking.tariff WHERE product = 'pool'").getFirst();
    assertThat(Optional.ofNullable(quote.tariff()).map(PinnedTariff::id))
        .contains(UUID.fromString(tariff.get("id")));
    assertThat(Optional.ofNullable(quote.tariff()).map(PinnedTariff::version)).contains(1L);
  }

  @Test
  void whatHasNoTariffIsNotSold() {
    var poor = Site.open("http://127.0.0.1:1");
    poor.sql("ALTER TABLE booking.tariff DISABLE TRIGGER tariff_never_changes");
    poor.sql("DELETE FROM booking.tariff WHERE product <> 'xl'");
    try (var other = BookingNode.start(poor, BookingNode.API_ONLY)) {
      var calls = new ApiCalls(other);
      var all = calls.post(RIDER, "CUSTOMER", "/v1/rides/quotes", "{%s}".formatted(WAY));
      assertThat(answered(all, 201).get("items").findValuesAsText("product")).containsExactly("xl");
      var pool = calls.post(RIDER, "CUSTOMER", "/v1/rides/quotes", of("pool"));
      refused(pool, 422, "product_not_offered");
      poor.sql("DELETE FROM booking.tariff");
      var none = calls.post(RIDER, "CUSTOMER", "/v1/rides/quotes", "{%s}".formatted(WAY));
      refused(none, 422, "product_not_offered");
    }
  }

  @Test
  void aTimeToComeIsSignedAndShown() {
    var pickupAt = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);
    var answer = answered(ask(at("\"" + pickupAt + "\"")), 201);
    assertThat(answer.get("pickup_at").asText()).isEqualTo(pickupAt.toString());
    assertThat(opened(answer).pickupAt()).isEqualTo(pickupAt);
  }

  /** The roads of this test are twice as fast when nobody else drives. */
  @Test
  void whatIsFarAheadIsReckonedInFreeFlow() {
    var present = answered(ask(of("pool")), 201).get("duration_s").asLong();
    var soon = answered(ask(at(quoted(Duration.ofMinutes(50)))), 201).get("duration_s").asLong();
    var later = answered(ask(at(quoted(Duration.ofMinutes(70)))), 201).get("duration_s").asLong();
    assertThat(soon).isEqualTo(present);
    assertThat(later).isLessThan(present);
  }

  @Test
  void aTimeThatHasComeOrIsTooFarAwayIsRefused() {
    refused(ask(at(quoted(Duration.ofSeconds(-1)))), 422, "pickup_at_out_of_range");
    refused(ask(at(quoted(Duration.ofDays(31)))), 422, "pickup_at_out_of_range");
    refused(ask(at("\"+1000000000-12-31T23:59:59Z\"")), 422, "pickup_at_out_of_range");
    answered(ask(at(quoted(Duration.ofDays(29)))), 201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"tomorrow\"", "\"2026-11-22\"", "[]", "{}", "true"})
  void aTimeThatIsNoInstantIsMalformed(String time) {
    refused(ask(at(time)), 400, "malformed");
  }

  private static String quoted(Duration ahead) {
    return "\"" + Instant.now().plus(ahead) + "\"";
  }

  private static String at(String time) {
    return "{%s, \"product\": \"pool\", \"pickup_at\": %s}".formatted(WAY, time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"  \"", "[]", "{}"})
  void aProductThatIsNoWordIsMalformed(String product) {
    refused(ask("{%s, \"product\": %s}".formatted(WAY, product)), 400, "malformed");
  }

  /** As it was signed and kept before tariffs were pinned. */
  @Test
  void quotesOfBeforeStillOpen() {
    var json = node.bean(Json.class);
    var old = json.write(SomeQuote.withoutTariff(5_000, 600)).replaceFirst(",\"tariff\":null", "");
    assertThat(old).doesNotContain("tariff");
    assertThat(json.read(old, Quote.class)).isEqualTo(SomeQuote.withoutTariff(5_000, 600));
  }

  private Quote opened(JsonNode answer) {
    return node.bean(Quotes.class).open(answer.get("quote").asText(), RIDER);
  }

  private static String of(String product) {
    return "{%s, \"product\": \"%s\"}".formatted(WAY, product);
  }

  private static HttpResponse<String> ask(String body) {
    return api.post(RIDER, "CUSTOMER", "/v1/rides/quotes", body);
  }
}
