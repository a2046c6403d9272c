package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.PaymentsNode;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspDisputes;
import souk.payments.psp.PspGuard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspRefunds;
import souk.payments.psp.PspTransfers;

/** An answer that nobody here can read is an answer: it opens no breaker. */
class UnreadableAnswersTest {
  private static final PspKey KEY = PspKey.of(new UUID(0, 1), "accept", 1);
  private static final Lookup<?> UNREADABLE = new Lookup.Unavailable<>(Hindrance.UNREADABLE);

  /** Disputes of a time before us, settled in another currency or of no payment intent. */
  private static final String OF_BEFORE =
      """
      {"id": "dp_1", "object": "dispute", "status": "lost", "amount": 1200, "currency": "usd",
       "balance_transactions": [{"id": "txn_1", "amount": -1100, "fee": 0, "currency": "eur"}]}\
      """;

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final PaymentsNode node =
      PaymentsNode.start(PaymentsNode.database(), stripe.url(), Map.of());

  @AfterEach
  void close() {
    node.close();
    stripe.close();
  }

  @Test
  void aFewDozenDisputesOfBeforeKeepNobodyFromPaying() {
    var disputes = node.bean(PspDisputes.class);
    for (var n = 0; n < 40; n++) {
      stripe.answers(200, OF_BEFORE);
      assertThat(disputes.retrieve("dp_1")).isEqualTo(UNREADABLE);
      stripe.answers(200, "{\"id\": \"dp_1\", \"amount\": 1e40}");
      assertThat(disputes.accept(KEY, "dp_1")).isEqualTo(PspOutcome.Unknown.unreadable());
    }
    assertThat(node.bean(PspGuard.class).leftAlone()).isEmpty();
  }

  @Test
  void noAdapterTakesWhatItCannotReadForSilence() {
    for (var n = 0; n < 6; n++) {
      for (var asked = 0; asked < 5; asked++) stripe.answers(200, "{\"id\": 7, \"data\": 7}");
      assertThat(node.bean(Psp.class).retrieve("pi_1")).isEqualTo(UNREADABLE);
      assertThat(node.bean(PspRefunds.class).retrieve("re_1")).isEqualTo(UNREADABLE);
      assertThat(node.bean(PspRefunds.class).find(new UUID(0, 1), "pi_1")).isEqualTo(UNREADABLE);
      assertThat(node.bean(PspTransfers.class).findPayout(new UUID(0, 1), "acct_1", Instant.EPOCH))
          .isEqualTo(UNREADABLE);
      assertThat(node.bean(PspDisputes.class).since(Instant.EPOCH)).isEqualTo(UNREADABLE);
    }
    assertThat(node.bean(PspGuard.class).leftAlone()).isEmpty();
  }

  /** The control: failure does speak against the provider, whatever is in its body. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{}", "<html>Bad gateway</html>", "{\"error\": \"no\"}"})
  void aProviderThatFailsIsLeftAlone(String body) {
    for (var n = 0; n < 20; n++) {
      stripe.answers(502, body);
      var _ = node.bean(PspDisputes.class).retrieve("dp_1");
    }
    assertThat(node.bean(PspGuard.class).leftAlone()).isPresent();
  }
}
