package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;
import souk.payments.psp.Breakers;
import souk.payments.vault.Numbers;

/** Verifying numbers is a call to the provider like any other. */
class GuardedNumbersTest {
  private static final int CALLS_MIN = 10;

  private final NumberTakingProvider provider = new NumberTakingProvider();

  @Test
  void aSilentProviderIsLeftAloneWhoeverVerifiesAndEachCallIsMeasured() throws Exception {
    var settings =
        Map.<String, Object>of(
            "souk.vault.numbers",
            true,
            "souk.keys-dir",
            Files.createTempDirectory("keys").toString(),
            "stripe.breaker-pause",
            "10m");
    try (var node =
        PaymentsNode.serve(PaymentsNode.database(), "http://127.0.0.1:1", settings, provider)) {
      for (var person = 0; person < CALLS_MIN; person++) {
        assertThat(register(node, NumberTakingProvider.SILENT).statusCode()).isEqualTo(503);
      }
      assertThat(provider.asked).hasValue(CALLS_MIN);

      var answer = register(node, NumberTakingProvider.GOOD);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(provider.asked).hasValue(CALLS_MIN);
      assertThat(node.bean(Breakers.class).leftAlone()).isPresent();
      assertThat(calls(node, "unknown")).isEqualTo(CALLS_MIN);
      assertThat(calls(node, "breaker_open")).isEqualTo(1);
      assertThat(node.text("SELECT count(*) FROM payments.vault_number")).isEqualTo("0");
    }
  }

  private static long calls(PaymentsNode node, String outcome) {
    return node.bean(MeterRegistry.class)
        .get("souk.psp.call")
        .tag("operation", "verify_number")
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  /** A new person each time, who has tried nothing before. */
  private static HttpResponse<String> register(PaymentsNode node, String cvc) throws Exception {
    var person = UUID.randomUUID();
    var body =
        "{\"number\": \"%s\", \"exp_month\": 12, \"exp_year\": 2034, \"cvc\": \"%s\"}"
            .formatted(Numbers.visa(new Random(person.getLeastSignificantBits())), cvc);
    return node.as(person, "CUSTOMER").post("/v1/cards/numbers", body);
  }
}
