package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import souk.embedded.stripe.StripeTwin;

/** What an app, or somebody with our key, does at the provider without us. */
final class AtTheTwin {
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  private final StripeTwin twin;

  AtTheTwin(StripeTwin twin) {
    this.twin = twin;
  }

  /** A card as an app makes one, of one of Stripe's test tokens. */
  String fresh(String token) {
    return idOf(call("POST", "/v1/payment_methods", "type=card&card[token]=" + token));
  }

  /** A customer who is that payer of ours. */
  String customer(UUID payer) {
    return idOf(call("POST", "/v1/customers", "metadata[payer_id]=" + payer));
  }

  /** The card's name as the customer's. */
  String attach(String method, String customer) {
    return idOf(call("POST", "/v1/payment_methods/" + method + "/attach", "customer=" + customer));
  }

  /** Pays with it, past us. */
  void use(String method) {
    var form = "amount=500&currency=eur&confirm=true&payment_method=" + method;
    assertThat(call("POST", "/v1/payment_intents", form)).contains("\"succeeded\"");
  }

  /** All customers who are that payer. */
  List<String> customersOf(UUID payer) {
    var query = "metadata%%5B'payer_id'%%5D:'%s'".formatted(payer);
    return idsOf(call("GET", "/v1/customers/search?query=" + query, ""));
  }

  /** What the customer can be charged by. */
  List<String> cardsOf(String customer) {
    return idsOf(call("GET", "/v1/customers/" + customer + "/payment_methods", ""));
  }

  boolean isOf(String method, String customer) {
    var shown = call("GET", "/v1/payment_methods/" + method, "");
    return shown.contains(customer) && !shown.contains("resource_missing");
  }

  private String call(String verb, String path, String form) {
    var request =
        HttpRequest.newBuilder(URI.create(twin.baseUrl() + path))
            .header("Authorization", "Bearer sk_test_souk")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(verb, BodyPublishers.ofString(form))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(path, failure);
    }
  }

  private static String idOf(String json) {
    var ids = idsOf(json);
    assertThat(ids).as(json).isNotEmpty();
    return ids.getFirst();
  }

  private static List<String> idsOf(String json) {
    return ID.matcher(json).results().map(found -> found.group(1)).toList();
  }
}
