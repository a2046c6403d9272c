package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.psp.PaymentOption;

/** Where an installation says so, a payer is sent to his bank's page and comes back. */
class SentToTheBankTest {
  private static final String BACK = "https://app.example/paid";

  private final Till till =
      Till.open(StripeTwinOptions.inProcess(), Map.of("stripe.return-url", BACK));

  @AfterEach
  void close() {
    assertThat(till.breaches()).isEmpty();
    assertThat(till.twin.violations()).isEmpty();
    till.close();
  }

  @Test
  void goesThereAndThePaymentGoesOn() throws Exception {
    var request = till.request("pm_card_threeDSecure2Required").with(PaymentOption.PAYER_PRESENT);
    var charge = request.chargeId();
    till.charges.authorize(request);
    var action = till.charges.nextAction(charge).orElseThrow();
    assertThat(action.type()).isEqualTo("redirect_to_url");

    try (var browser = HttpClient.newHttpClient()) {
      var confirm =
          HttpRequest.newBuilder(URI.create(action.url() + "/confirm"))
              .POST(BodyPublishers.noBody())
              .build();
      var answer = browser.send(confirm, BodyHandlers.discarding());
      assertThat(answer.headers().firstValue("Location").orElseThrow())
          .startsWith(BACK)
          .endsWith("redirect_status=succeeded");
    }
    assertThat(till.charges.resolve(charge).status()).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(till.charges.release(charge).status()).isEqualTo(ChargeStatus.VOIDED);
  }

  @Test
  void isNotSentWhereNobodyIsThere() {
    assertThat(till.charges.authorize(till.request("pm_card_threeDSecure2Required")).reason())
        .isEqualTo("authentication_required");
  }
}
