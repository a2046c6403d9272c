package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountCreateParams.Capabilities;
import com.stripe.param.AccountLinkCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payees about whom Stripe wants to know more than their bank. */
class OnboardingTest {
  private StripeTwin twin;
  private V1Services stripe;
  private Marketplace market;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    var caller = Caller.of(twin);
    stripe = caller.stripe().v1();
    market = new Marketplace(caller);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void nothingReachesThemBeforeTheyHaveAnswered() throws Exception {
    market.earn(10_000, "eur");
    var payee = express("btok_twin_incomplete");
    assertThat(payee.getPayoutsEnabled()).isFalse();
    assertThat(payee.getDetailsSubmitted()).isFalse();
    assertThat(payee.getRequirements().getCurrentlyDue()).contains("individual.first_name");
    assertThat(refused(() -> market.transfer(100, payee, "k1")).getCode())
        .isEqualTo("insufficient_capabilities_for_transfer");
    assertThat(refused(() -> stripe.accounts().loginLinks().create(payee.getId()))).isNotNull();

    var link = stripe.accountLinks().create(link(payee, "https://app.example/back"));
    assertThat(link.getExpiresAt()).isGreaterThan(link.getCreated());
    answer(link.getUrl());

    var now = stripe.accounts().retrieve(payee.getId());
    assertThat(now.getCapabilities().getTransfers()).isEqualTo("active");
    assertThat(now.getRequirements().getCurrentlyDue()).isEmpty();
    assertThat(market.transfer(100, payee, "k2").getAmount()).isEqualTo(100);
    assertThat(stripe.accounts().loginLinks().create(payee.getId()).getUrl())
        .contains(payee.getId());
  }

  @Test
  void itIsTold() throws StripeException {
    var payee = express("btok_twin_incomplete");
    twin.happenings().complete(payee.getId());
    assertThat(twin.happenings().complete(payee.getId())).as("once").isFalse();
    var all = EventListParams.builder().setType("account.updated").build();
    assertThat(stripe.events().list(all, Marketplace.as(payee)).getData()).hasSize(1);
  }

  @Test
  void badLinksAreRefused() throws StripeException {
    var payee = express("btok_us_verified");
    assertThat(refused(() -> stripe.accountLinks().create(link(payee, "nowhere"))).getParam())
        .isEqualTo("return_url");
    var custom = market.payee("btok_us_verified");
    assertThat(refused(() -> stripe.accounts().loginLinks().create(custom.getId()))).isNotNull();
  }

  private static void answer(String url) throws Exception {
    try (var browser = HttpClient.newHttpClient()) {
      var post = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.noBody()).build();
      var answer = browser.send(post, BodyHandlers.discarding());
      assertThat(answer.headers().firstValue("Location")).contains("https://app.example/back");
    }
  }

  private static AccountLinkCreateParams link(Account payee, String back) {
    return AccountLinkCreateParams.builder()
        .setAccount(payee.getId())
        .setType(AccountLinkCreateParams.Type.ACCOUNT_ONBOARDING)
        .setRefreshUrl("https://app.example/again")
        .setReturnUrl(back)
        .build();
  }

  private Account express(String bank) throws StripeException {
    var asked = Capabilities.Transfers.builder().setRequested(true).build();
    return stripe
        .accounts()
        .create(
            AccountCreateParams.builder()
                .setType(AccountCreateParams.Type.EXPRESS)
                .setCountry("FR")
                .setCapabilities(Capabilities.builder().setTransfers(asked).build())
                .setExternalAccount(bank)
                .build());
  }

  private interface Request {
    void run() throws StripeException;
  }

  private static InvalidRequestException refused(Request request) {
    return catchThrowableOfType(InvalidRequestException.class, request::run);
  }
}
