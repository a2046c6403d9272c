package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.Violation;
import souk.embedded.stripe.account.Violation.Rule;

/** The twin tells what a correct caller never does, and says nothing about one who is. */
class ViolationsTest {
  private final HandClock clock = new HandClock();
  private StripeTwin twin;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess().clock(clock));
    caller = Caller.of(twin);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void saysNothingAboutACorrectCaller() throws StripeException {
    var first = caller.authorize("c1").getId();
    caller.authorize("c1");
    caller.capture(first, "k1");
    caller.capture(first, "k1");
    var second = caller.authorize("c2", "first try").getId();
    caller.cancel(second, "k2");
    // the first authorization is gone, so a second one for the same charge harms nobody
    caller.authorize("c2", "second try");

    assertThat(twin.violations()).isEmpty();
  }

  @Test
  void seesASecondCapture() throws StripeException {
    var id = caller.capture(caller.authorize("c1").getId(), "k1").getId();

    refused(() -> caller.capture(id, "k2"));

    assertThat(twin.violations())
        .singleElement()
        .satisfies(seen -> isRefused(seen, Rule.SECOND_CAPTURE, id));
  }

  @Test
  void seesACaptureAfterACancel() throws StripeException {
    var id = caller.cancel(caller.authorize("c1").getId(), "k1").getId();

    refused(() -> caller.capture(id, "k2"));

    assertThat(twin.violations())
        .singleElement()
        .satisfies(seen -> isRefused(seen, Rule.CAPTURE_AFTER_CANCEL, id));
  }

  @Test
  void seesMoreCapturedThanAuthorized() throws StripeException {
    var id = caller.authorize("c1").getId();

    refused(() -> caller.capture(id, 1251, "k1"));

    assertThat(twin.violations())
        .singleElement()
        .satisfies(seen -> isRefused(seen, Rule.CAPTURED_MORE_THAN_AUTHORIZED, id));
  }

  @Test
  void seesTwoIntentsForOneCharge() throws StripeException {
    caller.authorize("c1", "k1");
    var second = caller.authorize("c1", "k2").getId();

    assertThat(twin.violations())
        .singleElement()
        .satisfies(seen -> {
          assertThat(seen.rule()).isEqualTo(Rule.DUPLICATE_CHARGE);
          assertThat(seen.subject()).isEqualTo(second);
          assertThat(seen.refused()).isFalse();
        });
  }

  @Test
  void blamesNobodyForAnAuthorizationThatRanOut() throws StripeException {
    var id = caller.authorize("c1").getId();
    clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(caller.retrieve(id).getStatus()).isEqualTo("requires_capture");

    clock.advance(Duration.ofSeconds(1));

    var expired = caller.retrieve(id);
    assertThat(expired.getStatus()).isEqualTo("canceled");
    assertThat(expired.getCancellationReason()).isEqualTo("automatic");
    refused(() -> caller.capture(id, "k1"));
    assertThat(twin.violations()).isEmpty();
  }

  private static void isRefused(Violation seen, Rule rule, String subject) {
    assertThat(seen.rule()).isEqualTo(rule);
    assertThat(seen.subject()).isEqualTo(subject);
    assertThat(seen.refused()).isTrue();
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(InvalidRequestException.class);
  }
}
