package souk.booking.stay;

import static souk.booking.ApiCalls.answered;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.payments.card.Cards;
import souk.platform.problem.Problem;

/** Somebody who wants rooms, by HTTP. */
public final class Guest {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  public final UUID id = UUID.randomUUID();
  private final ApiCalls api;

  public Guest(BookingNode node) {
    this.api = new ApiCalls(node);
  }

  /** Asks for a room of each of these types for two adults. */
  public HttpResponse<String> ask(
      SomeHotel hotel, UUID plan, LocalDate arrival, int nights, UUID... types) {
    var rooms =
        Arrays.stream(types)
            .map(type ->
                "{\"room_type_id\": \"%s\", \"rate_plan_id\": \"%s\", \"adults\": 2, \"children\": 0}"
                    .formatted(type, plan))
            .collect(Collectors.joining(", "));
    return ask(
        "{\"hotel_id\": \"%s\", \"arrival\": \"%s\", \"departure\": \"%s\", \"rooms\": [%s]}"
            .formatted(hotel.id, arrival, arrival.plusDays(nights), rooms));
  }

  public HttpResponse<String> ask(String body) {
    return api.post(id, "CUSTOMER", "/v1/stays/quotes", body);
  }

  /** The token of a quote that must be given. */
  public String quote(SomeHotel hotel, UUID plan, LocalDate arrival, int nights, UUID... types) {
    return answered(ask(hotel, plan, arrival, nights, types), 201).get("quote").asText();
  }

  public HttpResponse<String> hold(String quote) {
    return hold(quote, UUID.randomUUID().toString());
  }

  public HttpResponse<String> hold(String quote, String key) {
    var body = "{\"quote\": \"%s\"}".formatted(quote);
    return api.call(id, "CUSTOMER", "POST", "/v1/stays", body, "Idempotency-Key", key);
  }

  /** A stay that must be held. */
  public UUID held(SomeHotel hotel, UUID plan, LocalDate arrival, int nights, UUID... types) {
    return idOf(answered(hold(quote(hotel, plan, arrival, nights, types)), 201));
  }

  public HttpResponse<String> renew(UUID stay) {
    var key = UUID.randomUUID().toString();
    var path = "/v1/stays/" + stay + "/renew";
    return api.call(id, "CUSTOMER", "POST", path, "", "Idempotency-Key", key);
  }

  /** A card of his, by the provider's name of it. */
  public UUID card(String token) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(Problem.class)
        .until(() -> api.node().bean(Cards.class).register(id, token).id(), Objects::nonNull);
  }

  public HttpResponse<String> confirm(UUID stay, UUID card) {
    return confirm(stay, card, UUID.randomUUID().toString());
  }

  public HttpResponse<String> confirm(UUID stay, UUID card, String key) {
    var path = "/v1/stays/" + stay + "/confirm";
    var body = "{\"card_id\": \"%s\"}".formatted(card);
    return api.call(id, "CUSTOMER", "POST", path, body, "Idempotency-Key", key);
  }

  /** A stay that must come to that status. */
  public JsonNode await(UUID stay, String status) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> stay(stay), shown -> shown.get("status").asText().equals(status));
  }

  public HttpResponse<String> cancel(UUID stay) {
    return api.post(id, "CUSTOMER", "/v1/stays/" + stay + "/cancel", "");
  }

  /** Agrees to a fee. */
  public HttpResponse<String> cancel(UUID stay, long fee, String currency) {
    var body = "{\"fee\": {\"amount\": %d, \"currency\": \"%s\"}}".formatted(fee, currency);
    return api.post(id, "CUSTOMER", "/v1/stays/" + stay + "/cancel", body);
  }

  /** Asks what a change would make of a stay. */
  public HttpResponse<String> askChange(UUID stay, String body) {
    return api.post(id, "CUSTOMER", "/v1/stays/" + stay + "/change-quotes", body);
  }

  /** Changes a stay as he was shown. */
  public HttpResponse<String> change(UUID stay, String quote, String key) {
    var path = "/v1/stays/" + stay + "/changes";
    var body = "{\"quote\": \"%s\"}".formatted(quote);
    return api.call(id, "CUSTOMER", "POST", path, body, "Idempotency-Key", key);
  }

  public HttpResponse<String> get(String path) {
    return api.get(id, "CUSTOMER", path);
  }

  public JsonNode stay(UUID stay) {
    return answered(get("/v1/stays/" + stay), 200);
  }

  public static UUID idOf(JsonNode stay) {
    return UUID.fromString(stay.get("id").asText());
  }
}
