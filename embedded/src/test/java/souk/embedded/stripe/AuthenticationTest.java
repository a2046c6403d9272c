package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** A cardholder who is sent to his bank's page, answers there and comes back. */
class AuthenticationTest {
  private static final String CARD = "pm_card_threeDSecure2Required";
  private static final String BACK = "https://app.example/paid?ride=7";

  private final HttpClient browser = HttpClient.newHttpClient();
  private StripeTwin twin;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    caller = Caller.of(twin);
  }

  @AfterEach
  void stop() throws IOException {
    browser.close();
    twin.close();
  }

  @Test
  void confirmsAndComesBack() throws Exception {
    var intent = sent();
    var action = intent.getNextAction();
    assertThat(action.getType()).isEqualTo("redirect_to_url");
    assertThat(action.getRedirectToUrl().getReturnUrl()).isEqualTo(BACK);
    var page = action.getRedirectToUrl().getUrl();
    assertThat(page).startsWith(twin.baseUrl());
    assertThat(get(page).body()).contains("Confirm", "1250 eur");

    var answer = post(page + "/confirm");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .startsWith(BACK + "&payment_intent=" + intent.getId())
        .contains("&payment_intent_client_secret=" + intent.getClientSecret())
        .endsWith("&redirect_status=succeeded");
    assertThat(caller.retrieve(intent.getId()).getStatus()).isEqualTo("requires_capture");
    assertThat(post(page + "/fail").statusCode()).as("once").isEqualTo(404);
    assertThat(get(page).statusCode()).isEqualTo(404);
  }

  @Test
  void failsAndComesBack() throws Exception {
    var intent = sent();
    var answer = post(intent.getNextAction().getRedirectToUrl().getUrl() + "/fail");
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .endsWith("&redirect_status=failed");
    assertThat(caller.retrieve(intent.getId()).getStatus()).isEqualTo("requires_payment_method");
  }

  @Test
  void staysInTheAppOfWhoeverHasStripesLibrary() throws StripeException {
    var params =
        Caller.authorization("c1")
            .setPaymentMethod(CARD)
            .setReturnUrl(BACK)
            .setUseStripeSdk(true)
            .build();
    assertThat(caller.stripe().v1().paymentIntents().create(params).getNextAction().getType())
        .isEqualTo("use_stripe_sdk");
  }

  @Test
  void comesBackOnlyFromWhereHeWasSent() {
    var params = Caller.authorization("c1").setConfirm(false).setReturnUrl(BACK).build();
    var refused =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> caller.stripe().v1().paymentIntents().create(params));
    assertThat(refused.getParam()).isEqualTo("return_url");
  }

  @Test
  void isDeclinedWhenHisIssuerIsMadeTo() {
    twin.inject(Fault.once(FaultKind.DECLINE));
    var declined = catchThrowableOfType(CardException.class, () -> caller.authorize("c1", "k1"));
    assertThat(declined.getDeclineCode()).isEqualTo("insufficient_funds");
    assertThat(catchThrowableOfType(CardException.class, () -> caller.authorize("c1", "k1")))
        .as("the answer is stored")
        .isNotNull();
  }

  private PaymentIntent sent() throws StripeException {
    var params = Caller.authorization("c1").setPaymentMethod(CARD).setReturnUrl(BACK).build();
    return caller.stripe().v1().paymentIntents().create(params);
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.noBody()).build();
    return browser.send(request, BodyHandlers.ofString());
  }
}
