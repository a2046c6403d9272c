package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.UnwillingPsp.Unwillingness;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** A guest pays for what he holds: the rooms are booked once, or nothing is kept of his money. */
class PayStayTest {
  private static final String GOOD = "pm_card_visa";
  private static final String REFUSED = "pm_card_chargeCustomerFail";
  private static final String ASKS = "pm_card_threeDSecure2Required";

  private static PaidHotel hotel;

  private Guest guest;
  private UUID stay;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(Map.of("test.unwilling-psp", true));
  }

  @AfterAll
  static void close() {
    hotel.close();
  }

  @BeforeEach
  void aGuestHoldsTheRoom() {
    hotel.anotherHotel();
    guest = new Guest(hotel.node);
    stay = hotel.held(guest);
  }

  @AfterEach
  void allIsDone() {
    hotel.node.bean(Unwillingness.class).forget();
    hotel.twin.clearFaults();
    hotel.awaitRest(stay);
    hotel.assertClean();
  }

  @Test
  void aHeldStayIsPaidForAndBooked() {
    var answer = guest.confirm(stay, guest.card(GOOD));
    assertThat(answered(answer, 202).get("status").asText()).isEqualTo("PAYING");
    assertThat(answer.headers().firstValue("Location")).hasValue("/v1/stays/" + stay);

    var booked = guest.await(stay, "CONFIRMED");

    assertThat(booked.get("confirmation").asText()).startsWith("MONACO-S");
    assertThat(booked.get("hold").isNull()).isTrue();
    hotel.awaitRest(stay);
    assertThat(payment().get("status").asText()).isEqualTo("CAPTURED");
    assertThat(payment().get("captured").get("amount").asInt()).isEqualTo(hotel.total(stay));
    assertThat(hotel.intents(stay)).containsExactly("succeeded");
    assertThat(hotel.taken(stay)).isEqualTo(hotel.total(stay));
    assertThat(hotel.held()).isZero();
    assertThat(hotel.booked()).isEqualTo(2);
    assertThat(hotel.events(stay)).containsExactly("stay.held", "stay.paying", "stay.confirmed");
    refused(
        new Guest(hotel.node).ask(hotel.hotel, hotel.plan, DAY, 1, hotel.type), 409, "sold_out");
  }

  @Test
  void aRefusedCardLeadsBackToTheHoldAndAnotherOneBooks() {
    var until = hotel.value(stay, "expires_at");
    answered(guest.confirm(stay, guest.card(REFUSED)), 202);
    var again = guest.await(stay, "HELD");
    assertThat(again.get("payment").get("status").asText()).isEqualTo("DECLINED");
    assertThat(again.get("payment").get("reason").isTextual()).isTrue();
    assertThat(hotel.value(stay, "expires_at")).isEqualTo(until);
    assertThat(hotel.held()).isEqualTo(2);

    answered(guest.confirm(stay, guest.card(GOOD)), 202);

    guest.await(stay, "CONFIRMED");
    hotel.awaitRest(stay);
    assertThat(hotel.intents(stay)).containsExactly("requires_payment_method", "succeeded");
    assertThat(hotel.taken(stay)).isEqualTo(hotel.total(stay));
    assertThat(hotel.events(stay))
        .containsExactly(
            "stay.held", "stay.paying", "stay.payment_refused", "stay.paying", "stay.confirmed");
  }

  @Test
  void whoMustAuthenticateIsShownHowAndIsBookedThen() {
    asked();
    var action = payment().get("action");
    assertThat(action.get("type").asText()).isEqualTo("use_stripe_sdk");
    assertThat(action.get("client_secret").asText()).startsWith(intent());
    assertThat(guest.get("/v1/stays").body()).doesNotContain("client_secret");
    assertThat(hotel.events(stay)).contains("stay.payment_action_required");

    hotel.twin.authenticate(intent(), true);
    look();

    guest.await(stay, "CONFIRMED");
    hotel.awaitRest(stay);
    assertThat(payment().get("action").isNull()).isTrue();
    assertThat(hotel.taken(stay)).isEqualTo(hotel.total(stay));
  }

  @Test
  void whoFailsToAuthenticateHoldsTheRoomAsBefore() {
    asked();
    hotel.twin.authenticate(intent(), false);
    look();
    guest.await(stay, "HELD");
    assertThat(payment().get("reason").asText()).isEqualTo("authentication_failed");
    assertThat(hotel.intents(stay)).containsExactly("canceled");
    assertThat(hotel.held()).isEqualTo(2);
  }

  @Test
  void aRefusalThatComesWhenTheHoldIsOverGivesTheRoomBack() {
    asked();
    hotel.site.sql("UPDATE booking.stay SET held_until = clock_timestamp() WHERE id = ?", stay);
    hotel.twin.authenticate(intent(), false);
    look();
    guest.await(stay, "EXPIRED");
    assertThat(hotel.held()).isZero();
    assertThat(hotel.taken(stay)).isZero();
  }

  @Test
  void whoTakesTooLongHasNeitherRoomNorCharge() {
    asked();
    hotel.lapse(stay, 0);

    assertThat(guest.stay(stay).get("status").asText()).isEqualTo("EXPIRED");
    var next = new Guest(hotel.node);
    var other = hotel.held(next);

    hotel.awaitRest(stay);
    assertThat(payment().get("status").asText()).isEqualTo("VOIDED");
    assertThat(hotel.intents(stay)).containsExactly("canceled");
    assertThat(next.stay(other).get("status").asText()).isEqualTo("HELD");
    refused(guest.confirm(stay, guest.card(GOOD)), 409, "hold_over");
  }

  /** The room is free at the deadline all the same; the money follows when somebody says. */
  @Test
  void moneyThatNobodyKnowsOfIsGivenBackWhenItIsKnown() {
    unanswered();
    hotel.lapse(stay, 0);
    hotel.held(new Guest(hotel.node));
    assertThat(payment().get("status").asText()).isEqualTo("UNKNOWN");
    hotel.twin.clearFaults();
    look();

    hotel.awaitRest(stay);

    assertThat(guest.stay(stay).get("status").asText()).isEqualTo("EXPIRED");
    assertThat(payment().get("status").asText()).isEqualTo("VOIDED");
    assertThat(hotel.intents(stay)).containsExactly("canceled");
    assertThat(hotel.held()).isEqualTo(2);
  }

  @Test
  void whoCancelsWhileHeIsAskedPaysNothing() {
    asked();
    assertThat(answered(guest.cancel(stay), 200).get("status").asText()).isEqualTo("CANCELLED");
    assertThat(hotel.held()).isZero();
    hotel.awaitRest(stay);
    assertThat(payment().get("status").asText()).isEqualTo("VOIDED");
    assertThat(hotel.intents(stay)).containsExactly("canceled");
  }

  @Test
  void whoCancelsWhileTheAnswerIsMissingIsVoidedWhenItComes() {
    unanswered();
    answered(guest.cancel(stay), 200);
    assertThat(hotel.held()).isZero();
    hotel.twin.clearFaults();
    look();
    hotel.awaitRest(stay);
    assertThat(guest.stay(stay).get("reason").asText()).isEqualTo("guest");
    assertThat(payment().get("status").asText()).isEqualTo("VOIDED");
    assertThat(hotel.intents(stay)).containsExactly("canceled");
  }

  @Test
  void aRoomWhoseMoneyCannotBeTakenIsGivenBack() {
    hotel.node.bean(Unwillingness.class).uncapturable.add("stay");
    answered(guest.confirm(stay, guest.card(GOOD)), 202);
    var off = guest.await(stay, "CANCELLED");
    assertThat(off.get("reason").asText()).isEqualTo("payment_failed");
    hotel.awaitRest(stay);
    assertThat(hotel.booked()).isZero();
    assertThat(hotel.taken(stay)).isZero();
    assertThat(hotel.intents(stay)).containsExactly("canceled");
  }

  @Test
  void twinConfirmsHaveOneEffect() throws Exception {
    var card = guest.card(GOOD);
    Callable<Integer> confirm = () -> guest.confirm(stay, card).statusCode();
    Callable<Integer> sameKey = () -> guest.confirm(stay, card, "tapped-twice").statusCode();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(List.of(confirm, sameKey, confirm, sameKey, confirm))) {
        assertThat(answer.get()).isIn(202, 409);
      }
    }
    guest.await(stay, "CONFIRMED");
    answered(guest.confirm(stay, card), 202);
    refused(guest.confirm(stay, guest.card("pm_card_mastercard")), 409, "confirmed_already");
    hotel.awaitRest(stay);
    assertThat(hotel.intents(stay)).containsExactly("succeeded");
    assertThat(hotel.booked()).isEqualTo(2);
    assertThat(hotel.events(stay)).containsOnlyOnce("stay.paying", "stay.confirmed");
  }

  @Test
  void whatCannotBeConfirmedIsRefusedAndNothingHappens() {
    var card = guest.card(GOOD);
    var other = new Guest(hotel.node);
    refused(other.confirm(stay, other.card(GOOD)), 404, "not_found");
    refused(guest.confirm(stay, UUID.randomUUID()), 422, "card_unknown");
    refused(guest.confirm(UUID.randomUUID(), card), 404, "not_found");
    hotel.site.sql("UPDATE booking.stay SET expires_at = clock_timestamp() WHERE id = ?", stay);
    refused(guest.confirm(stay, card), 409, "hold_over");
    assertThat(hotel.intents(stay)).isEmpty();
    assertThat(hotel.value(stay, "attempt")).isEqualTo("0");
  }

  private void asked() {
    answered(guest.confirm(stay, guest.card(ASKS)), 202);
    await()
        .atMost(PaidHotel.PATIENCE)
        .until(() -> payment().get("status").asText().equals("REQUIRES_ACTION"));
  }

  /** The provider has reserved the money, and nobody has heard of it. */
  private void unanswered() {
    var card = guest.card(GOOD);
    hotel.twin.inject(Fault.always(FaultKind.LOSE_ANSWER).on(Operation.PAYMENT_INTENTS_CREATE));
    answered(guest.confirm(stay, card), 202);
    await()
        .atMost(PaidHotel.PATIENCE)
        .until(() -> payment().get("status").asText().equals("UNKNOWN"));
  }

  private String intent() {
    return hotel.intentsOf(stay).getFirst().id();
  }

  /** As a webhook would make it. */
  private static void look() {
    hotel.site.sql(
        "UPDATE payments.charge SET next_wake_at = clock_timestamp() WHERE settled_at IS NULL");
  }

  private JsonNode payment() {
    return guest.stay(stay).get("payment");
  }
}
