package souk.embedded.stripe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Books;
import souk.embedded.stripe.account.Change;
import souk.embedded.stripe.account.Journal;

class StripeApiTest {
  private static final Handling NORMAL = Handling.normal(Duration.ZERO);
  private static final ApiRequest CREATE =
      new ApiRequest(
          "POST",
          "/v1/payment_intents",
          "amount=900&currency=eur",
          "Bearer sk_test_x",
          "k1",
          null,
          "http://stripe");

  private final AtomicBoolean full = new AtomicBoolean();
  private final Account account = new Account();
  private final StripeApi api =
      new StripeApi(new Books(account, new SmallDisk()), InstantSource.system());

  /** A journal whose disk is full now and then. */
  private final class SmallDisk implements Journal {
    @Override
    public void append(List<Change> changes) throws IOException {
      if (full.get()) throw new IOException("no space left on device");
    }

    @Override
    public void clear() {}

    @Override
    public void close() {}
  }

  @Test
  void doesNothingThatItCannotRemember() {
    full.set(true);
    var failed = api.execute(CREATE, NORMAL);
    assertThat(failed.status()).isEqualTo(500);
    assertThat(account.intentCount()).isZero();

    full.set(false);
    var done = api.execute(CREATE, NORMAL);

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.replayOf()).isEmpty();
    assertThat(account.intentCount()).isEqualTo(1);
  }

  @Test
  void holdsAKeyOnce() {
    assertThat(api.hold(CREATE, Duration.ofHours(1))).isTrue();
    assertThat(api.hold(CREATE, Duration.ofHours(1))).isFalse();
    assertThat(api.execute(CREATE, NORMAL).status()).isEqualTo(409);

    assertThat(api.executeHeld(CREATE).status()).isEqualTo(200);

    assertThat(api.hold(CREATE, Duration.ofHours(1))).isFalse();
    assertThat(api.execute(CREATE, NORMAL).replayOf()).isPresent();
  }

  @Test
  void refusesBeforeItBreaks() {
    var wrong =
        new ApiRequest(
            "POST",
            "/v1/payment_intents",
            "amount=900",
            "Bearer sk_test_x",
            "k1",
            null,
            "http://stripe");
    var broken = new Handling(Handling.Failure.AFTER_EFFECT, Duration.ZERO);

    assertThat(api.execute(wrong, broken).status()).isEqualTo(400);
    assertThat(api.execute(CREATE, broken).status()).isEqualTo(500);
    assertThat(account.intentCount()).isEqualTo(1);
  }
}
