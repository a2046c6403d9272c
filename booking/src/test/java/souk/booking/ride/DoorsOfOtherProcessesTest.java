package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.card.Cards;
import souk.payments.charge.Charges;
import souk.payments.psp.PspGuard;
import souk.platform.problem.Problem;

/** One process answers riders, another calls the provider: the first knows what the other does. */
class DoorsOfOtherProcessesTest {
  @Test
  void noRideIsRequestedWhileTheWorkerLeavesTheProviderAloneAndItLapsesWithTheWorker() {
    try (var city = city("10m");
        var api = city.anotherNode(BookingNode.API_ONLY)) {
      var phone = new Phone(() -> api);
      var wish = phone.wish("pm_card_visa");
      city.twin.inject(Fault.always(FaultKind.LOSE_REQUEST));
      await().atMost(RideCity.PATIENCE).until(() -> isRefusedWhileFailing(city.first(), api));

      var answer = phone.send(wish);

      assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("payments_unavailable");
      var retryAfter = answer.response().headers().firstValue("Retry-After").orElseThrow();
      assertThat(Integer.parseInt(retryAfter)).isBetween(1, 600);
      assertThat(city.site.count("SELECT count(*) FROM booking.ride")).isZero();
      // it never called the provider in vain itself
      assertThat(api.bean(PspGuard.class).leftAlone()).isEmpty();

      city.closeFirst();
      await().atMost(RideCity.PATIENCE).until(() -> !isRefused(api));
      assertThat(phone.send(wish).status()).isEqualTo(202);
    }
  }

  @Test
  void ridesAreRequestedAgainOnceTheProviderIsBack() {
    try (var city = city("1s");
        var api = city.anotherNode(BookingNode.API_ONLY)) {
      var phone = new Phone(() -> api);
      var wish = phone.wish("pm_card_visa");
      city.twin.inject(Fault.always(FaultKind.LOSE_REQUEST));
      await().atMost(RideCity.PATIENCE).until(() -> isRefusedWhileFailing(city.first(), api));

      city.twin.clearFaults();

      await().atMost(RideCity.PATIENCE).until(() -> isCardTaken(city.first()) && !isRefused(api));
      var ride = phone.send(wish).id();
      await().atMost(RideCity.PATIENCE).until(() -> !city.intents(ride).isEmpty());
    }
  }

  private static RideCity city(String pause) {
    return RideCity.withoutDrivers(
        UnaryOperator.identity(), Map.of("souk.roles", "worker", "stripe.breaker-pause", pause));
  }

  private static boolean isRefusedWhileFailing(BookingNode worker, BookingNode api) {
    return !isCardTaken(worker) && isRefused(api);
  }

  /** Whether the provider takes a card from this process. */
  private static boolean isCardTaken(BookingNode node) {
    return isDone(() -> node.bean(Cards.class).register(UUID.randomUUID(), "pm_card_visa"));
  }

  private static boolean isRefused(BookingNode node) {
    return !isDone(node.bean(Charges.class)::requireProvider);
  }

  private static boolean isDone(Runnable call) {
    try {
      call.run();
      return true;
    } catch (Problem refused) {
      return false;
    }
  }
}
