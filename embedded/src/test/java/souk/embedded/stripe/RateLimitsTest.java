package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.fault.RateLimits;

/** Who asks too often is told to wait, and nothing is done. */
class RateLimitsTest {
  private final HandClock clock = new HandClock();
  private StripeTwin twin;
  private Caller caller;
  private Marketplace market;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess().clock(clock));
    caller = Caller.of(twin);
    market = new Marketplace(caller);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void anEndpointServesSoManyInASecond() throws StripeException {
    twin.rateLimits(new RateLimits(0, 2));
    caller.authorize("c1");
    caller.authorize("c2");

    var limited = catchThrowableOfType(RateLimitException.class, () -> caller.authorize("c3"));
    market.available("eur");

    assertThat(limited.getCode()).isEqualTo("rate_limit");
    assertThat(
            limited
                .getStripeError()
                .getLastResponse()
                .headers()
                .firstValue("Stripe-Rate-Limited-Reason"))
        .contains("endpoint-rate");
    assertThat(twin.intentCount()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(1));
    // nothing was stored for its key
    assertThat(caller.authorize("c3").getStatus()).isEqualTo("requires_capture");
  }

  @Test
  void eachAccountHasALimitOfItsOwn() throws StripeException {
    var payee = market.payee("btok_us_verified");
    twin.rateLimits(new RateLimits(2, 0));
    market.available("eur");
    market.available("usd");

    assertThat(catchThrowableOfType(RateLimitException.class, () -> caller.authorize("c1")))
        .isNotNull();
    assertThat(market.available(payee)).isZero();
  }
}
