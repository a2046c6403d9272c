package souk.payments.charge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import souk.embedded.stripe.StripeTwin;

/** Somebody who shares our account at the provider. */
final class Stranger {
  private Stranger() {}

  /** Reserves money on a card; answers the payment's id. */
  static String reserves(StripeTwin twin, String terms) throws Exception {
    var more = "&capture_method=manual&confirm=true&payment_method=pm_card_visa";
    var request =
        HttpRequest.newBuilder(URI.create(twin.baseUrl() + "/v1/payment_intents"))
            .header("Authorization", "Bearer sk_test_souk")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(terms + more));
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new AssertionError(answer.body());
      return new ObjectMapper().readTree(answer.body()).path("id").asText();
    }
  }
}
