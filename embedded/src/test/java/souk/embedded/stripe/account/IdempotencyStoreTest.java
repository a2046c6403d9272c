package souk.embedded.stripe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.IdempotencyStore.Standing;

class IdempotencyStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final StoredAnswer ANSWER = StoredAnswer.of("f1", 200, "{…}", "req_1", NOON);

  private final IdempotencyStore store = new IdempotencyStore();

  private Standing standing(String fingerprint, Duration later) {
    return store.standing("k", fingerprint, NOON.plus(later), later.toNanos());
  }

  @Test
  void knowsAKeyByWhatItWasUsedFor() {
    assertThat(standing("f1", Duration.ZERO)).isEqualTo(new Standing.Fresh());

    store.answered("k", ANSWER);

    assertThat(standing("f1", Duration.ZERO)).isEqualTo(new Standing.Answered(ANSWER));
    assertThat(standing("f2", Duration.ZERO)).isEqualTo(new Standing.UsedForAnother());
  }

  @Test
  void keepsTheBodyAsItWas() {
    assertThat(ANSWER.body()).isEqualTo("{…}");
  }

  @Test
  void forgetsAfterExactlyADay() {
    store.answered("k", ANSWER);

    var day = Duration.ofHours(24);
    assertThat(standing("f1", day.minusNanos(1))).isInstanceOf(Standing.Answered.class);
    assertThat(standing("f1", day)).isEqualTo(new Standing.Fresh());
  }

  @Test
  void isInUseForAsLongAsTheRequestRuns() {
    store.answered("k", ANSWER);
    store.busy("k", Duration.ofMillis(20).toNanos());

    assertThat(standing("f1", Duration.ofMillis(19))).isEqualTo(new Standing.InUse());
    assertThat(standing("f1", Duration.ofMillis(20))).isInstanceOf(Standing.Answered.class);
  }

  @Test
  void isFreeAgainWhenARequestCameToNothing() {
    store.busy("k", Duration.ofHours(1).toNanos());
    store.idle("k");

    assertThat(standing("f1", Duration.ZERO)).isEqualTo(new Standing.Fresh());
  }
}
