package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspPayment.Status;
import souk.payments.psp.PspToken;
import souk.platform.money.Money;

/** What goes over the wire to Stripe, and what each of its answers means. */
class StripePspTest {
  private static final Money TWELVE = Money.of(1200, "EUR");
  private static final UUID CHARGE = UUID.fromString("0198a000-0000-7000-8000-000000000001");
  private static final PspKey KEY = PspKey.of(CHARGE, "authorize", 1);
  private static final PspAuthorization REQUEST =
      new PspAuthorization(
          KEY,
          CHARGE,
          new PspToken("pm_1", "cus_1"),
          TWELVE,
          Map.of("order_kind", "ride", "order_id", "7"));

  private static final String HELD =
      """
      {"id": "pi_1", "object": "payment_intent", "status": "requires_capture", "amount": 1200,
       "amount_received": 0, "currency": "eur", "metadata": {"charge_id": "%s"},
       "latest_charge": {"id": "ch_1", "object": "charge", "payment_method_details":
         {"type": "card", "card": {"capture_before": 1800000000}}}}\
      """
          .formatted(CHARGE);

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final TestStripe client = new TestStripe();
  private final StripePsp psp = psp(stripe.url());

  private StripePsp psp(String url) {
    return new StripePsp(client.at(url));
  }

  @AfterEach
  void close() {
    client.close();
    stripe.close();
  }

  @Test
  void reservesWithoutTakingUnderOurOwnKey() {
    stripe.answers(200, HELD);

    assertThat(psp.authorize(REQUEST))
        .isEqualTo(
            new PspOutcome.Succeeded<>(
                new PspPayment(
                    "pi_1",
                    Status.AUTHORIZED,
                    TWELVE,
                    Money.of(0, "EUR"),
                    Instant.ofEpochSecond(1_800_000_000),
                    null)));

    var wire = stripe.requests.getFirst();
    assertThat(wire.path()).isEqualTo("/v1/payment_intents");
    assertThat(wire.key()).isEqualTo("souk-" + CHARGE + "-authorize-1");
    assertThat(wire.agent()).startsWith("souk ");
    assertThat(wire.telemetry()).isEqualTo("null");
    assertThat(wire.parameters())
        .containsExactlyInAnyOrder(
            "amount=1200",
            "currency=eur",
            "customer=cus_1",
            "payment_method=pm_1",
            "payment_method_types[0]=card",
            "capture_method=manual",
            "confirm=true",
            "error_on_requires_action=true",
            "metadata[charge_id]=" + CHARGE,
            "metadata[order_kind]=ride",
            "metadata[order_id]=7",
            "expand[0]=latest_charge");
  }

  /** The very same request, so that Stripe recognises it, and never sent twice by the library. */
  @Test
  void asksAgainForTheSameUnderTheSameKey() {
    stripe.hangsUp().answers(200, HELD);

    assertThat(psp.authorize(REQUEST)).isEqualTo(new PspOutcome.Unknown<>("no answer", false));
    assertThat(stripe.requests).hasSize(1);
    assertThat(psp.authorize(REQUEST)).isInstanceOf(PspOutcome.Succeeded.class);

    assertThat(stripe.requests).hasSize(2);
    assertThat(stripe.requests.get(1)).isEqualTo(stripe.requests.get(0));
  }

  @Test
  void capturesAndVoidsUnderOurOwnKeys() {
    stripe.answers(200, HELD).answers(200, HELD);

    psp.capture(PspKey.of(CHARGE, "capture", 2), "pi_1", Money.of(1000, "EUR"));
    psp.voidAuthorization(PspKey.of(CHARGE, "void", 2), "pi_1");

    var capture = stripe.requests.get(0);
    assertThat(capture.path()).isEqualTo("/v1/payment_intents/pi_1/capture");
    assertThat(capture.key()).isEqualTo("souk-" + CHARGE + "-capture-2");
    assertThat(capture.parameters()).contains("amount_to_capture=1000");
    var voiding = stripe.requests.get(1);
    assertThat(voiding.path()).isEqualTo("/v1/payment_intents/pi_1/cancel");
    assertThat(voiding.key()).isEqualTo("souk-" + CHARGE + "-void-2");
  }

  @ParameterizedTest
  @CsvSource({
    "requires_capture, AUTHORIZED",
    "succeeded, CAPTURED",
    "canceled, CANCELLED",
    "requires_payment_method, UNDECIDED",
    "requires_confirmation, UNDECIDED",
    "requires_action, UNDECIDED",
    "processing, UNDECIDED",
    "status_of_tomorrow, UNDECIDED"
  })
  void concludesNothingFromAStatusItDoesNotKnow(String word, Status status) {
    stripe.answers(200, HELD.replace("requires_capture", word));
    assertThat(psp.retrieve("pi_1"))
        .isInstanceOfSatisfying(
            Lookup.Found.class,
            found -> assertThat(((PspPayment) found.value()).status()).isEqualTo(status));
  }

  @Test
  void findsAPaymentOnALaterPageByTheChargeInIt() {
    var other = HELD.replace("pi_1", "pi_0").replace(CHARGE.toString(), "another");
    stripe.answers(200, page(other, true)).answers(200, page(HELD, false));

    var from = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(psp.find(CHARGE, REQUEST.token(), from)).isInstanceOf(Lookup.Found.class);

    assertThat(stripe.requests.get(0).path()).contains("customer=cus_1", "created[gte]=1795348200");
    assertThat(stripe.requests.get(1).path()).contains("starting_after=pi_0");
  }

  @Test
  void saysAbsentOnlyWhenItHasSeenAll() {
    stripe.answers(200, page("", false));
    assertThat(psp.find(CHARGE, REQUEST.token(), Instant.EPOCH.plusSeconds(9999)))
        .isEqualTo(new Lookup.Absent<>());

    stripe.answers(400, ScriptedStripe.error("invalid_request_error", "parameter_unknown", null));
    assertThat(psp.find(CHARGE, REQUEST.token(), Instant.EPOCH.plusSeconds(9999)))
        .isEqualTo(new Lookup.Unavailable<>(Hindrance.QUESTION_REFUSED));
  }

  @Test
  void readsACardAndNothingElse() {
    stripe.answers(
        200,
        """
        {"id": "pm_1", "object": "payment_method", "type": "card", "customer": "cus_1",
         "card": {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2034,
                  "fingerprint": "Fp42", "country": "US"}}\
        """);
    assertThat(psp.card("pm_1"))
        .isEqualTo(
            new Lookup.Found<>(
                new PspCard(
                    new PspToken("pm_1", "cus_1"), "visa", "4242", 12, 2034, "Fp42", "US")));

    stripe.answers(
        200, "{\"id\": \"pm_2\", \"object\": \"payment_method\", \"type\": \"sepa_debit\"}");
    assertThat(psp.card("pm_2")).isEqualTo(new Lookup.Absent<>());
    stripe.answers(404, ScriptedStripe.error("invalid_request_error", "resource_missing", null));
    assertThat(psp.card("pm_3")).isEqualTo(new Lookup.Absent<>());
  }

  @Test
  void refusesCurrenciesWhoseUnitsAreNotIsos() {
    for (var code : new String[] {"ISK", "UGX", "MGA", "KWD", "HUF"}) {
      var request =
          new PspAuthorization(KEY, CHARGE, REQUEST.token(), Money.of(500, code), Map.of());
      assertThat(psp.authorize(request)).isInstanceOf(PspOutcome.Rejected.class);
    }
    assertThat(stripe.requests).isEmpty();
    stripe.answers(200, HELD.replace("eur", "jpy"));
    var yen = new PspAuthorization(KEY, CHARGE, REQUEST.token(), Money.of(500, "JPY"), Map.of());
    assertThat(psp.authorize(yen)).isInstanceOf(PspOutcome.Succeeded.class);
  }

  private static String page(String data, boolean hasMore) {
    return "{\"object\": \"list\", \"data\": [%s], \"has_more\": %s, \"url\": \"/v1/payment_intents\"}"
        .formatted(data, hasMore);
  }
}
