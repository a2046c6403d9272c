package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;

class StripeConfigurationTest {
  @Test
  void defaultsToStripeItselfWithLimitsThatFitASaga() {
    try (var node =
        PaymentsNode.start(
            PaymentsNode.database(),
            "https://api.stripe.com",
            Map.of("stripe.connect-timeout", "1s", "stripe.timeout", "4s"))) {
      assertThat(node.bean(StripeConfiguration.class))
          .isEqualTo(
              new StripeConfiguration(
                  "https://api.stripe.com",
                  "sk_test_souk",
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(4),
                  64,
                  Duration.ofSeconds(5),
                  1_000_000));
    }
  }

  @Test
  void neverPrintsTheKey() {
    var configuration =
        new StripeConfiguration(
            "https://api.stripe.com",
            "sk_live_secret",
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            64,
            Duration.ofSeconds(5),
            50);
    assertThat(configuration.toString()).doesNotContain("secret").contains("api.stripe.com");
  }

  @Test
  void aServerWithoutAKeyRefusesToStartInOneSentence() {
    var database = PaymentsNode.database();
    assertThatThrownBy(() ->
            PaymentsNode.serve(database, "http://127.0.0.1:1", Map.of("stripe.api-key", ""))
                .close())
        .rootCause()
        .hasMessage(
            "stripe.api-key is not set: give the secret key of the payment provider, for example"
                + " as STRIPE_API_KEY");
  }
}
