package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import souk.embedded.stripe.StripeTwin;

/** A card that the provider keeps for a customer of ours. */
final class KeptAtTheTwin {
  private final StripeTwin twin;
  private final String customer;
  private final String method;

  KeptAtTheTwin(StripeTwin twin) throws IOException, InterruptedException {
    this.twin = twin;
    this.customer = idOf(call("POST", "/v1/customers", ""));
    var attach = "/v1/payment_methods/pm_card_visa/attach";
    this.method = idOf(call("POST", attach, "customer=" + customer));
  }

  /** Its name there. */
  String method() {
    return method;
  }

  boolean isThere() throws IOException, InterruptedException {
    var shown = call("GET", "/v1/payment_methods/" + method, "");
    return shown.contains(customer) && !shown.contains("resource_missing");
  }

  private String call(String verb, String path, String form)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(twin.baseUrl() + path))
            .header("Authorization", "Bearer sk_test_souk")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(verb, BodyPublishers.ofString(form))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static String idOf(String json) {
    var id = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    assertThat(id.find()).as(json).isTrue();
    return id.group(1);
  }
}
