package souk.payments.psp.stripe;

import com.stripe.StripeClient;
import com.stripe.service.V1Services;
import java.time.Duration;

/** The real client as the server makes it, for wherever a test's Stripe is. */
record TestStripe(StripeHttp http) implements AutoCloseable {
  TestStripe() {
    this(new StripeHttp(Duration.ofSeconds(5), Duration.ofSeconds(10)));
  }

  V1Services at(String url) {
    return client(url).v1();
  }

  StripeClient client(String url) {
    return StripeClient.builder()
        .setApiKey("sk_test_souk")
        .setApiBase(url)
        .setHttpClient(http)
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
