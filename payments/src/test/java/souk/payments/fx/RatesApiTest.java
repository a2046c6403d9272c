package souk.payments.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.PaymentsNode;
import souk.platform.postgres.DatabaseClock;

/** Operations say what currencies are worth; what they said stays said. */
class RatesApiTest {
  private static final String RATES = "/v1/ops/rates";

  private final UUID operator = UUID.randomUUID();
  private PaymentsNode node;

  @BeforeEach
  void open() {
    node = PaymentsNode.serve(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aRateToldTwiceIsOneAndOneToldOtherwiseIsNone() throws Exception {
    var at = ago(Duration.ofMinutes(2));
    var first = publish("EUR", "CHF", "0.9365", at, false);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(first.body()).contains("\"rate\":0.9365", "\"source\":\"ECB\"", "\"stale\":false");
    assertThat(publish("EUR", "CHF", "0.93650", at, false).body()).isEqualTo(first.body());
    assertRefused(409, "rate_told_otherwise", publish("EUR", "CHF", "0.9366", at, false));
    assertRefused(409, "rate_told_otherwise", publish("CHF", "EUR", "1.0678", at, false));
    assertThat(node.text("SELECT count(*) FROM payments.fx_rate")).isEqualTo("1");
    assertThat(node.text("SELECT count(*) FROM platform.action_log")).isEqualTo("1");
    assertThat(get("OPS").body()).contains("\"rate\":0.9365");
  }

  @Test
  void whatIsNotOfNowIsNoRate() throws Exception {
    assertRefused(422, "rate_stale", publish("EUR", "CHF", "0.9", ago(Duration.ofDays(2)), false));
    assertRefused(
        422,
        "rate_from_the_future",
        publish("EUR", "CHF", "0.9", ago(Duration.ofHours(-1)), false));
    assertRefused(
        422,
        "rate_from_the_future",
        publish("EUR", "CHF", "0.9", Instant.parse("+900000000-01-01T00:00:00Z"), false));
    publish("EUR", "CHF", "0.9", ago(Duration.ofMinutes(1)), false);
    assertRefused(
        409, "rate_superseded", publish("CHF", "EUR", "1.1", ago(Duration.ofMinutes(2)), false));
    assertThat(node.text("SELECT count(*) FROM payments.fx_rate")).isEqualTo("1");
  }

  @Test
  void aSlipOfTheFingerHasToBeConfirmed() throws Exception {
    publish("EUR", "CHF", "0.9", ago(Duration.ofMinutes(9)), false);
    var slip = ago(Duration.ofMinutes(8));
    assertRefused(422, "rate_implausible", publish("EUR", "CHF", "9", slip, false));
    assertRefused(422, "rate_implausible", publish("CHF", "EUR", "0.9", slip, false));
    assertThat(publish("CHF", "EUR", "1.11", slip, false).statusCode()).isEqualTo(200);
    var meant = ago(Duration.ofMinutes(7));
    assertThat(publish("EUR", "CHF", "9", meant, true).statusCode()).isEqualTo(200);
    assertThat(
            node.bean(Rates.class)
                .between(
                    Currency.getInstance("CHF"),
                    Currency.getInstance("EUR"),
                    node.bean(DatabaseClock.class).now())
                .orElseThrow()
                .rate())
        .isEqualByComparingTo("9");
  }

  @Test
  void aRateGrowsStale() throws Exception {
    publish("EUR", "CHF", "0.9", ago(Duration.ofMinutes(1)), false);
    var rates = node.bean(Rates.class);
    var now = node.bean(DatabaseClock.class).now();
    var euro = Currency.getInstance("EUR");
    var franc = Currency.getInstance("CHF");
    assertThat(rates.between(euro, franc, now)).isPresent();
    assertThat(rates.between(euro, franc, now.plus(Duration.ofDays(1)))).isEmpty();
    assertThat(rates.between(euro, Currency.getInstance("USD"), now)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"base\":\"eur\",\"quote\":\"CHF\",\"rate\":1,\"source\":\"x\",\"as_of\":\"%s\"}",
        "{\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":0,\"source\":\"x\",\"as_of\":\"%s\"}",
        "{\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":-1,\"source\":\"x\",\"as_of\":\"%s\"}",
        "{\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":\"one\",\"source\":\"x\",\"as_of\":\"%s\"}",
        "{\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":1e99,\"source\":\"x\",\"as_of\":\"%s\"}",
        "{\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":1e2147483647,\"source\":\"x\",\"as_of\":\"%s\"}",
        "{\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":1,\"source\":\" \",\"as_of\":\"%s\"}",
        "{\"base\":\"EUR\",\"quote\":\"CHF\",\"rate\":1,\"source\":\"x\",\"as_of\":\"now\"}"
      })
  void refusesWhatIsNoRate(String body) throws Exception {
    var answer = post("OPS", body.formatted(ago(Duration.ZERO)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(node.text("SELECT count(*) FROM payments.fx_rate")).isEqualTo("0");
  }

  @Test
  void twoCurrenciesThatAreMoneyAndOperationsOnly() throws Exception {
    var now = ago(Duration.ZERO);
    assertRefused(422, "rate_same_currency", publish("EUR", "EUR", "1", now, false));
    assertRefused(422, "currency_unknown", publish("EUR", "XXX", "1", now, false));
    assertRefused(422, "currency_unknown", publish("QQQ", "EUR", "1", now, false));
    assertThat(post("CUSTOMER", "{}").statusCode()).isEqualTo(403);
    assertThat(get("DRIVER").statusCode()).isEqualTo(403);
  }

  private static void assertRefused(int status, String code, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(code);
  }

  private Instant ago(Duration age) {
    return node.bean(DatabaseClock.class).now().minus(age);
  }

  private HttpResponse<String> publish(
      String base, String quote, String rate, Instant asOf, boolean confirmed) throws Exception {
    var body =
        "{\"base\":\"%s\",\"quote\":\"%s\",\"rate\":%s,\"source\":\"ECB\",\"as_of\":\"%s\",\"confirmed\":%s}";
    return post("OPS", body.formatted(base, quote, rate, asOf, confirmed));
  }

  private HttpResponse<String> post(String role, String body) throws Exception {
    return node.as(operator, role).post(RATES, body);
  }

  private HttpResponse<String> get(String role) throws Exception {
    return node.as(operator, role).get(RATES);
  }
}
