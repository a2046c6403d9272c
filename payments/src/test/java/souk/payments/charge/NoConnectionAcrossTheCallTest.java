package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.fault.Latency;
import souk.payments.card.Cards;
import souk.platform.postgres.Transactions;

/** The provider is waited for with no connection in hand. */
class NoConnectionAcrossTheCallTest {
  private static final int CALLS = 30;

  /** With two connections and calls that take longer than anybody waits for a connection. */
  @Test
  void thirtySlowCallsShareTwoConnections() throws Exception {
    var settings =
        Map.<String, Object>of(
            "datasources.default.request-pool-size", 2,
            "datasources.default.connection-wait", "2s",
            "stripe.timeout", "30s");
    try (var till = Till.open(StripeTwinOptions.inProcess(), settings);
        var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var requests = Stream.generate(() -> till.request(GOOD_CARD)).limit(CALLS).toList();
      till.twin.latency(Latency.fixed(Duration.ofSeconds(3)));
      var calls =
          requests.stream().<Callable<ChargeStanding>>map(r -> () -> till.charges.authorize(r));
      for (var standing : workers.invokeAll(calls.toList())) {
        assertThat(standing.get().status()).isEqualTo(ChargeStatus.AUTHORIZED);
      }
    }
  }

  @Test
  void refusesToCallTheProviderInsideATransaction() {
    try (var till = Till.open()) {
      var transactions = till.node.bean(Transactions.class);
      var request = till.request(GOOD_CARD);
      var charge = till.authorized();
      var owner = request.payer();
      IntStream.range(0, 4)
          .<Runnable>mapToObj(call ->
              () ->
                  transactions.run(() -> {
                    switch (call) {
                      case 0 -> till.charges.authorize(request);
                      case 1 -> till.charges.capture(charge, TEN);
                      case 2 -> till.charges.resolve(charge);
                      default -> till.node.bean(Cards.class).register(owner, "pm_card_amex");
                    }
                  }))
          .forEach(call ->
              assertThatIllegalStateException()
                  .isThrownBy(call::run)
                  .withMessageContaining("held across a call to stripe"));
      assertThat(till.charges.find(request.chargeId())).isEmpty();
      assertThat(till.status(charge)).isEqualTo(ChargeStatus.AUTHORIZED);
      assertThat(till.intents(request.chargeId())).isEmpty();
    }
  }
}
