package souk.bench.ride.bare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** The two requests that a ride that goes well makes of the payment provider. */
final class BarePsp implements AutoCloseable {
  private static final String CREATION =
      "amount=1056&currency=eur&payment_method=pm_card_visa&payment_method_types[0]=card"
          + "&capture_method=manual&confirm=true&error_on_requires_action=true"
          + "&metadata[charge_id]=%s&expand[0]=latest_charge";

  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final URI base;

  BarePsp(String base) {
    this.base = URI.create(base);
  }

  /** Reserves the money; answers the payment's id. */
  String authorize(UUID ride) {
    return post("/v1/payment_intents", ride + "-authorize", CREATION.formatted(ride));
  }

  /** Takes it. */
  void capture(UUID ride, String payment) {
    post(
        "/v1/payment_intents/" + payment + "/capture",
        ride + "-capture",
        "amount_to_capture=880&expand[0]=latest_charge");
  }

  private String post(String path, String key, String form) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer sk_test_souk_bench")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());
      return new ObjectMapper().readTree(answer.body()).get("id").asText();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(over);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
