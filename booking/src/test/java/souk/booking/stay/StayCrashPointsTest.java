package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import souk.booking.BookingNode;
import souk.embedded.TemporalEngine;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** A process may die, and an engine go away, between any two things a stay does. */
class StayCrashPointsTest {
  /** The process that took the request cannot reach Temporal, and never runs a saga. */
  @Test
  void committedButNeverStartedIsSwept() {
    try (var hotel = PaidHotel.open(Map.of());
        var deaf = BookingNode.start(hotel.site.temporal("127.0.0.1:1"), BookingNode.API_ONLY)) {
      var guest = new Guest(deaf);
      assertBookedOnce(hotel, guest, hotel.paying(guest));
    }
  }

  /** Its first task, which came with the start, is with a process that dies. */
  @Test
  void eagerStartProcessDies() {
    try (var hotel = PaidHotel.open(Map.of())) {
      var dying = hotel.anotherNode(Map.of());
      var stay = hotel.paying(new Guest(dying));
      dying.bean(WorkflowServiceStubs.class).shutdownNow();
      dying.close();
      hotel.awaitRest(stay);
      assertThat(hotel.value(stay, "status")).isEqualTo("CONFIRMED");
      assertThat(hotel.intents(stay)).containsExactly("succeeded");
      hotel.assertClean();
    }
  }

  /** The worker has done steps and died before it told Temporal: another does them all again. */
  @Test
  void someStepsDoneTaskNot() {
    try (var hotel = PaidHotel.open(BookingNode.API_ONLY)) {
      var guest = new Guest(hotel.node);
      var stay = hotel.paying(guest);
      var steps = hotel.steps();

      assertThat(steps.read(stay).phase()).isEqualTo(StayPhase.AUTHORIZE);
      for (int again = 0; again < 2; again++) {
        assertThat(steps.authorize(stay).phase()).isEqualTo(StayPhase.CONCLUDE);
      }
      assertThat(steps.release(stay).phase()).isEqualTo(StayPhase.CONCLUDE);
      for (int again = 0; again < 2; again++) {
        assertThat(steps.conclude(stay).phase()).isEqualTo(StayPhase.CAPTURE);
      }
      assertThat(steps.undo(stay).phase()).isEqualTo(StayPhase.CAPTURE);
      for (int again = 0; again < 2; again++) {
        assertThat(steps.capture(stay).phase()).isEqualTo(StayPhase.AWAIT_STAY);
      }
      assertThat(steps.authorize(stay).phase()).isEqualTo(StayPhase.AWAIT_STAY);
      assertThat(steps.conclude(stay).phase()).isEqualTo(StayPhase.AWAIT_STAY);
      assertBookedOnce(hotel, guest, stay);
    }
  }

  /** The hold is over before anybody has asked the card: what comes late finds a stone. */
  @Test
  void endedBeforeTheCardWasAskedIsNeverCharged() {
    try (var hotel = PaidHotel.open(BookingNode.API_ONLY)) {
      var guest = new Guest(hotel.node);
      var stay = hotel.paying(guest);
      hotel.lapse(stay, 0);
      hotel.node.bean(ExpireHolds.class).pass();
      var steps = hotel.steps();

      assertThat(steps.authorize(stay).phase()).isEqualTo(StayPhase.RELEASE);
      for (int again = 0; again < 2; again++) {
        assertThat(steps.release(stay).phase()).isEqualTo(StayPhase.AT_REST);
      }
      assertThat(hotel.intents(stay)).isEmpty();
      assertThat(hotel.held()).isZero();
      hotel.assertClean();
    }
  }

  /** Payments was told and nobody remembers: told again, it gives back once. */
  @Test
  void refundBegunStayNotTold() {
    try (var hotel = PaidHotel.open(BookingNode.API_ONLY)) {
      var guest = new Guest(hotel.node);
      var stay = booked(hotel, guest);
      hotel.steps().capture(stay);
      answered(guest.cancel(stay), 200);
      var steps = hotel.steps();
      assertThat(steps.read(stay).phase()).isEqualTo(StayPhase.REFUND);
      assertThat(steps.refund(stay).phase()).isEqualTo(StayPhase.AT_REST);
      hotel.site.sql("UPDATE booking.stay SET phase = 'REFUND', refunded_at = NULL");
      for (int again = 0; again < 2; again++) {
        assertThat(steps.refund(stay).phase()).isEqualTo(StayPhase.AT_REST);
      }
      assertThat(hotel.site.count("SELECT count(*) FROM payments.refund")).isOne();
      assertThat(hotel.site.count("SELECT refunded_minor FROM payments.charge"))
          .isEqualTo(hotel.total(stay));
      assertThat(hotel.booked()).isZero();
      hotel.assertClean();
    }
  }

  /** Called off between the booking and the capture: nothing is taken, where nothing is kept. */
  @Test
  void calledOffBeforeTheMoneyWasTaken() {
    try (var hotel = PaidHotel.open(BookingNode.API_ONLY)) {
      var guest = new Guest(hotel.node);
      var stay = booked(hotel, guest);
      answered(guest.cancel(stay), 200);
      var steps = hotel.steps();
      assertThat(steps.capture(stay).phase()).isEqualTo(StayPhase.RELEASE);
      assertThat(steps.release(stay).phase()).isEqualTo(StayPhase.AT_REST);
      assertThat(hotel.intents(stay)).containsExactly("canceled");
      hotel.assertClean();
    }
  }

  /** Rooms are booked, money is reserved. */
  private static UUID booked(PaidHotel hotel, Guest guest) {
    var stay = hotel.paying(guest);
    hotel.steps().authorize(stay);
    assertThat(hotel.steps().conclude(stay).phase()).isEqualTo(StayPhase.CAPTURE);
    return stay;
  }

  /** Whatever becomes of the provider's answers, the room is booked and paid for once. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"LOSE_ANSWER", "HANG_ANSWER", "LATE_EFFECT", "LOSE_REQUEST", "ERROR_AFTER"})
  void pspCalledOutcomeNotStored(FaultKind fault) {
    try (var hotel = PaidHotel.open(Map.of())) {
      hotel.twin.inject(hit(Operation.PAYMENT_INTENTS_CREATE, fault));
      hotel.twin.inject(hit(Operation.PAYMENT_INTENTS_CAPTURE, fault));
      var guest = new Guest(hotel.node);
      assertBookedOnce(hotel, guest, hotel.paying(guest));
    }
  }

  @Test
  void temporalAwayAtConfirmIsStartedLater() {
    var temporal = TemporalEngine.startOwn();
    try (var hotel = PaidHotel.open(site -> site.temporal(temporal.address()))) {
      temporal.kill();
      var guest = new Guest(hotel.node);
      var stay = hotel.paying(guest);
      assertThat(guest.stay(stay).get("status").asText()).isEqualTo("PAYING");
      temporal.start();
      assertBookedOnce(hotel, guest, stay);
    } finally {
      temporal.kill();
    }
  }

  /**
   * Its saga was lost in the middle of a step: it is driven anew, and only the claim is written.
   */
  @Test
  void aStepThatDoesNotGetDoneIsDrivenAnew() {
    try (var hotel = PaidHotel.open(BookingNode.API_ONLY)) {
      var stay = hotel.paying(new Guest(hotel.node));
      var due = hotel.node.bean(StayDue.class);
      assertThat(due.claimStuck(10)).isEmpty();
      hotel.site.sql("UPDATE booking.stay SET moved_at = moved_at - interval '31 s'");
      assertThat(due.claimStuck(10)).containsExactly(stay);
      assertThat(due.claimStuck(10)).isEmpty();
      assertThat(due.unsettledAfter(null, 10)).containsExactly(stay);
      hotel.site.sql("UPDATE booking.stay SET next_wake_at = clock_timestamp() - interval '3 s'");
      assertThat(due.claimOverdue(10)).containsExactly(stay);
      assertThat(due.claimOverdue(10)).isEmpty();
    }
  }

  private static void assertBookedOnce(PaidHotel hotel, Guest guest, UUID stay) {
    await().atMost(PaidHotel.PATIENCE).until(() -> hotel.value(stay, "status").equals("CONFIRMED"));
    hotel.awaitRest(stay);
    assertThat(guest.stay(stay).get("payment").get("status").asText()).isEqualTo("CAPTURED");
    assertThat(hotel.intents(stay)).containsExactly("succeeded");
    assertThat(hotel.taken(stay)).isEqualTo(hotel.total(stay));
    assertThat(hotel.held()).isZero();
    assertThat(hotel.booked()).isEqualTo(2);
    hotel.assertClean();
  }

  private static Fault hit(Operation operation, FaultKind fault) {
    return Fault.once(fault).on(operation).delayedBy(BookingNode.STRIPE_TIMEOUT.plusMillis(500));
  }
}
