package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Gate;
import souk.booking.Site;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.card.Cards;
import souk.payments.charge.Charges;
import souk.payments.psp.PspGuard;
import souk.platform.problem.Problem;

/** What a stay does while PostgreSQL is away, or the provider is left alone. */
class StayWithoutEnginesTest {
  @Test
  void postgresAwayForAWhile() {
    var gates = new Gate[1];
    UnaryOperator<Site> gated =
        site -> {
          gates[0] = Gate.before(site.database().jdbcUrl());
          return site.databaseAt(gates[0].through(site.database().jdbcUrl()));
        };
    try (var hotel = PaidHotel.open(gated)) {
      var guest = new Guest(hotel.node);
      var stay = hotel.paying(guest);
      gates[0].shut();
      await()
          .atMost(PaidHotel.PATIENCE)
          .until(() -> guest.get("/v1/stays/" + stay).statusCode() == 503);
      gates[0].open();

      hotel.awaitRest(stay);

      assertThat(hotel.value(stay, "status")).isEqualTo("CONFIRMED");
      assertThat(hotel.intents(stay)).containsExactly("succeeded");
      assertThat(hotel.taken(stay)).isEqualTo(hotel.total(stay));
      hotel.assertClean();
    } finally {
      gates[0].close();
    }
  }

  /** What is confirmed asks no provider; what is held and not paid for is refused before it is. */
  @Test
  void whatIsConfirmedIsAnsweredWithoutProvider() {
    var settings = Map.<String, Object>of("souk.roles", "api", "stripe.breaker-pause", "10m");
    try (var hotel = PaidHotel.open(settings)) {
      var guest = new Guest(hotel.node);
      var card = guest.card("pm_card_visa");
      var stay = hotel.held(guest);
      answered(guest.confirm(stay, card), 202);
      hotel.steps().authorize(stay);
      assertThat(hotel.steps().conclude(stay).phase()).isEqualTo(StayPhase.CAPTURE);
      var later = guest.held(hotel.hotel, hotel.plan, SomeHotel.DAY.plusDays(5), 2, hotel.type);
      away(hotel, hotel.node);

      var again = answered(guest.confirm(stay, card), 202);

      assertThat(again.get("status").asText()).isEqualTo("CONFIRMED");
      refused(guest.confirm(stay, UUID.randomUUID()), 409, "confirmed_already");
      refused(guest.confirm(later, card), 503, "payments_unavailable");
      assertThat(hotel.value(later, "status")).isEqualTo("HELD");
      hotel.assertClean();
    }
  }

  /** The process that answers guests never asks the provider; the one that would asks no more. */
  @Test
  void whatAnotherProcessFoundOutIsKnown() {
    try (var hotel = PaidHotel.open(BookingNode.API_ONLY)) {
      var guest = new Guest(hotel.node);
      var card = guest.card("pm_card_visa");
      var stay = hotel.held(guest);
      var charges = hotel.node.bean(Charges.class);
      try (var worker = hotel.anotherNode(worker())) {
        away(hotel, worker);
        await().atMost(PaidHotel.PATIENCE).until(() -> isRefused(charges::requireProvider));

        var answer = guest.confirm(stay, card);

        refused(answer, 503, "payments_unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(hotel.value(stay, "status")).isEqualTo("HELD");
        assertThat(hotel.node.bean(PspGuard.class).leftAlone()).isEmpty();
      }
      await().atMost(PaidHotel.PATIENCE).until(() -> !isRefused(charges::requireProvider));
      answered(guest.confirm(stay, card), 202);
      hotel.assertClean();
    }
  }

  private static Map<String, Object> worker() {
    return Map.of("souk.roles", "worker", "stripe.breaker-pause", "10m");
  }

  /** Whatever is asked of it by this process fails, until it is asked no more. */
  private static void away(PaidHotel hotel, BookingNode node) {
    hotel.twin.inject(Fault.always(FaultKind.LOSE_REQUEST));
    var cards = node.bean(Cards.class);
    await()
        .atMost(PaidHotel.PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> {
          if (isRefused(node.bean(Charges.class)::requireProvider)) return true;
          isRefused(() -> cards.register(UUID.randomUUID(), "pm_any"));
          return false;
        });
  }

  private static boolean isRefused(Runnable call) {
    try {
      call.run();
      return false;
    } catch (Problem refused) {
      return true;
    }
  }
}
