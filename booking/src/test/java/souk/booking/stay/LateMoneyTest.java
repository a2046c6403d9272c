package souk.booking.stay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.Charges;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;

/** What the provider says of a stay that is over already; no saga runs. */
class LateMoneyTest {
  private static PaidHotel hotel;

  private Guest guest;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(BookingNode.API_ONLY);
  }

  @AfterAll
  static void close() {
    hotel.close();
  }

  @BeforeEach
  void aHotelWithOneRoom() {
    hotel.anotherHotel();
    guest = new Guest(hotel.node);
  }

  @AfterEach
  void countersAreRight() {
    hotel.twin.clearFaults();
    hotel.assertClean();
  }

  /** Whoever took it, and why: without the rooms it goes back, once, and the guest sees it. */
  @Test
  void whatWasTakenForRoomsThatAreOverGoesBack() {
    var stay = hotel.paying(guest);
    hotel.steps().authorize(stay);
    hotel.lapse(stay, 0);
    hotel.node.bean(ExpireHolds.class).pass();
    var taken = charges().capture(chargeOf(stay), hotel.stay(stay).total());

    follow(stay, taken);
    assertThat(hotel.steps().read(stay).phase()).isEqualTo(StayPhase.REFUND);
    for (int again = 0; again < 2; again++) {
      assertThat(hotel.steps().refund(stay).phase()).isEqualTo(StayPhase.AT_REST);
    }

    var shown = guest.stay(stay);
    assertThat(shown.get("status").asText()).isEqualTo("EXPIRED");
    assertThat(shown.at("/cancelled/fee/amount").asInt()).isZero();
    assertThat(shown.at("/cancelled/refund/amount").asInt()).isEqualTo(hotel.total(stay));
    assertThat(
            hotel.site.count(
                "SELECT captured_minor - refunded_minor FROM payments.charge WHERE order_id = ?",
                stay))
        .isZero();
  }

  /** He cancels while his card is being asked: there is nothing for him to do any more. */
  @Test
  void whoCancelledDuringAuthorizeIsNotAskedToAuthenticate() {
    var stay = hotel.held(guest);
    answered(guest.confirm(stay, guest.card("pm_card_threeDSecure2Required")), 202);
    var asked = request(stay);
    answered(guest.cancel(stay), 200);

    follow(stay, charges().authorize(asked));

    assertThat(guest.stay(stay).at("/payment/status").asText()).isEqualTo("REQUIRES_ACTION");
    assertThat(guest.stay(stay).at("/payment/action").isNull()).isTrue();
    assertThat(hotel.events(stay)).doesNotContain("stay.payment_action_required");
    assertThat(hotel.steps().release(stay).phase()).isEqualTo(StayPhase.AT_REST);
    assertThat(hotel.intents(stay)).containsExactly("canceled");
  }

  /** Payments finds out: nobody need wake the saga before it has had its time for that. */
  @Test
  void whoeverWaitsForMoneyIsNotOverdueAtOnce() {
    var cancelled = unanswered();
    answered(guest.cancel(cancelled), 200);
    assertPatient(cancelled);

    var expired = unanswered();
    hotel.lapse(expired, 0);
    hotel.node.bean(ExpireHolds.class).pass();
    assertPatient(expired);
  }

  private UUID unanswered() {
    hotel.twin.clearFaults();
    var stay = hotel.paying(guest);
    hotel.twin.inject(Fault.always(FaultKind.LOSE_ANSWER).on(Operation.PAYMENT_INTENTS_CREATE));
    assertThat(hotel.steps().authorize(stay).phase()).isEqualTo(StayPhase.AWAIT_AUTHORIZATION);
    return stay;
  }

  private static void assertPatient(UUID stay) {
    assertThat(hotel.value(stay, "phase")).isEqualTo("AWAIT_MONEY");
    assertThat(hotel.value(stay, "next_wake_at >= moved_at + interval '9 s'")).isEqualTo("t");
  }

  /** As its saga makes it. */
  private static AuthorizeCharge request(UUID stayId) {
    var stay = hotel.stay(stayId);
    return new AuthorizeCharge(
            chargeOf(stayId),
            new OrderRef(StayPayment.ORDER_KIND, stayId),
            stay.guestId(),
            requireNonNull(stay.payment()).cardId(),
            stay.total())
        .with(PaymentOption.PAYER_PRESENT);
  }

  private static UUID chargeOf(UUID stay) {
    return requireNonNull(hotel.stay(stay).payment()).chargeOf(stay);
  }

  private static void follow(UUID stay, ChargeStanding charge) {
    hotel.node.bean(PayStays.class).follow(stay, charge);
  }

  private static Charges charges() {
    return hotel.node.bean(Charges.class);
  }
}
