package souk.booking.stay;

import static souk.booking.ApiCalls.answered;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;

/** A hotel in Monaco and its host, who does everything by HTTP. */
public final class SomeHotel {
  /** A day that is far enough away for every test. */
  public static final LocalDate DAY = LocalDate.now(ZoneId.of("Europe/Monaco")).plusDays(30);

  public static final String FREE_UNTIL_TWO_DAYS_BEFORE =
      """
      {"tiers": [
        {"days_before": 2, "anchor": "CHECK_IN", "fee": {"kind": "NIGHTS", "value": 1}},
        {"days_before": 0, "anchor": "MIDNIGHT", "fee": {"kind": "FULL", "value": 0}}]}
      """;

  public final UUID host = UUID.randomUUID();
  public final UUID id;
  private final ApiCalls api;

  private SomeHotel(ApiCalls api) {
    this.api = api;
    this.id = id(answered(openAnother(BODY), 201));
  }

  private static final String BODY =
      """
      {"name": "Grand", "place": {"lat": 43.7394, "lon": 7.4282}, "stars": 5,
       "amenities": ["pool", "spa"], "photos": ["https://example.org/1.jpg"],
       "check_in": "15:00", "check_out": "11:00", "tax_basis_points": 1000, "city_tax_minor": 250}
      """;

  /** A hotel without rooms. */
  public static SomeHotel open(BookingNode node) {
    return new SomeHotel(new ApiCalls(node));
  }

  /** The body that this one was opened with, to be changed. */
  public static String body() {
    return BODY;
  }

  public HttpResponse<String> openAnother(String body) {
    return api.post(host, "HOST", "/v1/host/hotels", body);
  }

  /** A type whose rooms sleep two adults and a child. */
  public UUID type(String name) {
    var body =
        """
        {"name": "%s", "adults_max": 2, "children_max": 1, "guests_max": 3}
        """
            .formatted(name);
    return id(answered(api.post(host, "HOST", path("room-types"), body), 201));
  }

  public UUID plan(String policy) {
    var body =
        """
        {"name": "Flexible", "meal_plan": "BREAKFAST", "policy": %s}
        """
            .formatted(policy);
    return id(answered(api.post(host, "HOST", path("rate-plans"), body), 201));
  }

  /** What a host sends to change nights, having seen this version. */
  public HttpResponse<String> change(UUID type, long seen, String body) {
    return api.call(
        host,
        "HOST",
        "PATCH",
        path("room-types/" + type + "/nights"),
        body,
        "If-Match",
        "\"" + seen + "\"");
  }

  /** The version of the type's calendar. */
  public long version(UUID type) {
    return nights(type, DAY, DAY).get("version").asLong();
  }

  public JsonNode nights(UUID type, LocalDate from, LocalDate to) {
    var path = path("room-types/%s/nights?from=%s&to=%s".formatted(type, from, to));
    return answered(api.get(host, "HOST", path), 200);
  }

  /** Opens so many nights from a day on. */
  public void sell(UUID type, UUID plan, LocalDate from, int nights, int total, long priceMinor) {
    var prices =
        "[{\"rate_plan_id\": \"%s\", \"amount\": {\"amount\": %d, \"currency\": \"EUR\"}}]"
            .formatted(plan, priceMinor);
    set(type, from, from.plusDays(nights - 1), Map.of("total", total, "prices", prices));
  }

  /** Changes these terms of nights, whatever the version is. */
  public void set(UUID type, LocalDate from, LocalDate to, Map<String, Object> terms) {
    answered(change(type, version(type), terms(from, to, terms)), 200);
  }

  public static String terms(LocalDate from, LocalDate to, Map<String, Object> terms) {
    var body = new StringBuilder("{\"from\": \"%s\", \"to\": \"%s\"".formatted(from, to));
    terms.forEach((name, value) -> body.append(", \"%s\": %s".formatted(name, value)));
    return body.append("}").toString();
  }

  public String path(String below) {
    return "/v1/host/hotels/" + id + "/" + below;
  }

  private static UUID id(JsonNode answer) {
    return UUID.fromString(answer.get("id").asText());
  }
}
