package souk.embedded.stripe.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import souk.embedded.stripe.api.Happenings;
import souk.embedded.stripe.api.StripeApi;
import souk.embedded.stripe.http.AdminEndpoints.Page;
import souk.embedded.stripe.money.BankOutcome;

/** {@code POST /_twin/<objects>/<id>/<what happens to it>}. */
final class AdminHappenings {
  private static final Pattern PATH = Pattern.compile("POST /_twin/([a-z_]+)/([^/]+)/([a-z]+)");

  private final StripeApi api;
  private final Happenings happenings;

  AdminHappenings(StripeApi api, Happenings happenings) {
    this.api = api;
    this.happenings = happenings;
  }

  Page answer(String method, String path, ObjectMapper mapper, String body)
      throws JsonProcessingException {
    var named = PATH.matcher(method + " " + path);
    if (!named.matches()) return unknown(method, path);
    var id = named.group(2);
    var json = mapper.readTree(body.isBlank() ? "{}" : body);
    return switch (named.group(1) + " " + named.group(3)) {
      case "payment_intents authenticate" ->
          done(id, api.authenticate(id, json.required("succeeds").asBoolean()));
      case "payouts fail" -> done(id, happenings.failPayout(id, outcome(json)));
      case "refunds fail" ->
          done(id, happenings.failRefund(id, json.path("failure_reason").asText("unknown")));
      case "charges dispute" -> done(id, dispute(id, json));
      case "payment_intents dispute" -> done(id, dispute(chargeOf(id), json));
      case "disputes decide" -> done(id, happenings.decide(id, json.required("won").asBoolean()));
      case "accounts bank" ->
          done(
              id,
              happenings.changeBank(
                  id, json.required("currency").asText(), json.required("account").asText()));
      case "accounts complete" -> done(id, happenings.complete(id));
      case "accounts allow" ->
          done(
              id,
              happenings.allow(
                  id,
                  json.path("transfers").asBoolean(true),
                  json.path("payouts").asBoolean(true)));
      default -> unknown(method, path);
    };
  }

  private boolean dispute(String charge, JsonNode json) {
    var reason = json.path("reason").asText("fraudulent");
    return happenings.dispute(charge, reason, json.path("inquiry").asBoolean(false));
  }

  private String chargeOf(String intent) {
    return api.inspect(account ->
        account.intents().find(intent).flatMap(i -> i.latestCharge()).map(c -> c.id()).orElse(""));
  }

  private static BankOutcome outcome(JsonNode json) {
    var code = json.path("failure_code").asText("account_closed").toUpperCase(Locale.ROOT);
    var outcome = BankOutcome.valueOf(code);
    if (outcome.code() != null) return outcome;
    throw new IllegalArgumentException("a payout does not fail because it is paid");
  }

  private static Page done(String id, boolean happened) {
    if (happened) return AdminEndpoints.ok(Map.of("id", id));
    return AdminEndpoints.page(409, Map.of("error", "this cannot happen to " + id + " now"));
  }

  private static Page unknown(String method, String path) {
    return AdminEndpoints.page(404, Map.of("error", "the twin has no " + method + " " + path));
  }
}
