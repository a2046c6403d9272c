package souk.embedded.stripe.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.api.Happenings;
import souk.embedded.stripe.api.StripeApi;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.Faults;
import souk.embedded.stripe.fault.Latency;
import souk.embedded.stripe.fault.RateLimits;
import souk.embedded.stripe.fault.UnreliableApi;
import souk.embedded.stripe.webhook.WebhookTarget;
import souk.embedded.stripe.webhook.Webhooks;

/** What Stripe does not have: looking behind the twin's answers and making it misbehave. */
public final class AdminEndpoints {
  static final String PREFIX = "/_twin/";

  private static final int INTENTS_MAX = 10_000;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** An answer of the admin interface. */
  record Page(int status, String type, String body, @Nullable String location) {
    static Page json(int status, String body) {
      return new Page(status, "application/json", body, null);
    }
  }

  private final StripeApi api;
  private final UnreliableApi unreliable;
  private final Faults faults;
  private final Webhooks webhooks;
  private final AdminHappenings happenings;
  private final AuthenticationPages authentication;
  private final OnboardingPages onboarding;

  /** The admin interface over the parts that it controls. */
  public AdminEndpoints(
      StripeApi api,
      UnreliableApi unreliable,
      Faults faults,
      Webhooks webhooks,
      Happenings happenings) {
    this.api = api;
    this.unreliable = unreliable;
    this.faults = faults;
    this.webhooks = webhooks;
    this.happenings = new AdminHappenings(api, happenings);
    this.authentication = new AuthenticationPages(api);
    this.onboarding = new OnboardingPages(api, happenings);
  }

  Page answer(String method, String path, Map<String, String> query, String body) {
    try {
      return switch (method + " " + path) {
        case "GET /_twin/health" -> ok(Map.of("intents", api.inspect(Account::intentCount)));
        case "GET /_twin/payment_intents" -> intents(query);
        case "GET /_twin/violations" -> ok(Map.of("violations", api.inspect(Account::violations)));
        case "GET /_twin/faults" -> faultsInForce();
        case "POST /_twin/faults" -> inject(body);
        case "DELETE /_twin/faults" -> clearFaults();
        case "POST /_twin/latency" -> setLatency(MAPPER.readTree(body));
        case "GET /_twin/webhooks" -> targets();
        case "DELETE /_twin/webhooks" -> stopWebhooks();
        case "GET /_twin/rate_limits" -> rates();
        case "POST /_twin/rate_limits" -> rates(MAPPER.readTree(body));
        case "POST /_twin/webhooks" -> sendWebhooks(MAPPER.readTree(body));
        case "GET /_twin/pace" -> pace();
        case "POST /_twin/pace" -> pace(body);
        case "POST /_twin/reset" -> reset();
        default ->
            authentication
                .answer(method, path)
                .or(() -> onboarding.answer(method, path, query))
                .orElseGet(() -> happened(method, path, body));
      };
    } catch (JsonProcessingException | IllegalArgumentException bad) {
      return page(400, Map.of("error", String.valueOf(bad.getMessage())));
    }
  }

  private Page happened(String method, String path, String body) {
    try {
      return happenings.answer(method, path, MAPPER, body);
    } catch (JsonProcessingException bad) {
      throw new IllegalArgumentException(bad.getMessage(), bad);
    }
  }

  /** The oldest first; {@code after} takes the last id of the page before. */
  private Page intents(Map<String, String> query) {
    var limit = Math.clamp(Long.parseLong(query.getOrDefault("limit", "1000")), 1, INTENTS_MAX);
    var after = query.get("after");
    var wanted = wanted(query);
    var found =
        api.inspect(account -> {
          var all = account.histories();
          var rest = after == null ? all : all.dropWhile(h -> !h.id().equals(after)).skip(1);
          return rest.filter(wanted).limit(limit + 1L).toList();
        });
    var hasMore = found.size() > limit;
    var page = hasMore ? found.subList(0, limit) : found;
    return ok(Map.of("payment_intents", page, "has_more", hasMore));
  }

  private static Predicate<IntentHistory> wanted(Map<String, String> query) {
    var chargeId = query.get("charge_id");
    var status = query.get("status");
    return history ->
        (chargeId == null || chargeId.equals(history.chargeId()))
            && (status == null || status.equals(history.status()));
  }

  private Page faultsInForce() {
    return ok(Map.of("faults", faults.inForce().stream().map(Fault::rule).toList()));
  }

  private Page inject(String rules) {
    Fault.parse(rules).forEach(faults::add);
    return faultsInForce();
  }

  private Page clearFaults() {
    faults.clear();
    return faultsInForce();
  }

  private Page setLatency(JsonNode body) {
    var median = body.required("median_ms").asLong();
    var p99 = body.path("p99_ms").asLong(median);
    unreliable.latency(new Latency(Duration.ofMillis(median), Duration.ofMillis(p99)));
    return ok(Map.of("median_ms", median, "p99_ms", p99));
  }

  /** Instead of all others, or {@code "also": true} besides them. */
  private Page sendWebhooks(JsonNode body) {
    var url = URI.create(body.required("url").asText());
    var target = new WebhookTarget(url, body.required("secret").asText());
    if (body.path("also").asBoolean()) webhooks.alsoSendTo(target);
    else webhooks.sendTo(target);
    return targets();
  }

  private Page targets() {
    return ok(Map.of("urls", webhooks.targets()));
  }

  private Page stopWebhooks() {
    webhooks.stop();
    return targets();
  }

  private Page pace() {
    return ok(Map.of("pace", api.pace().words()));
  }

  private Page pace(String words) {
    api.pace(api.pace().with(words));
    return pace();
  }

  private Page rates() {
    var limits = unreliable.rateLimits();
    return ok(Map.of("per_second", limits.perSecond(), "per_endpoint", limits.perEndpoint()));
  }

  /** 0 is no limit. */
  private Page rates(JsonNode body) {
    var perSecond = body.required("per_second").asInt();
    unreliable.rateLimits(new RateLimits(perSecond, body.required("per_endpoint").asInt()));
    return rates();
  }

  private Page reset() {
    api.reset();
    return clearFaults();
  }

  static Page ok(Object content) {
    return page(200, content);
  }

  static Page page(int status, Object content) {
    try {
      return Page.json(status, MAPPER.writeValueAsString(content));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
