package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process may die between any two things that become of a stay at its hotel; no saga runs. */
class VisitCrashPointsTest {
  private PaidHotel hotel;
  private Guest guest;
  private UUID stay;

  @BeforeEach
  void aGuestWhoseMoneyIsReservedAndWhoseRoomIsBooked() {
    hotel = PaidHotel.open(Map.of("souk.roles", "api", "souk.stays.check-out-grace", "2d"));
    guest = new Guest(hotel.node);
    stay = hotel.paying(guest);
    hotel.steps().authorize(stay);
    hotel.steps().conclude(stay);
    hotel.nightsPass(1);
  }

  @AfterEach
  void close() {
    hotel.assertClean();
    hotel.close();
  }

  /** Nobody is in a room whose money could still turn out not to be there. */
  @Test
  void whoseMoneyIsNotTakenYetCannotBeCheckedIn() {
    hotel.site.sql("UPDATE booking.stay SET no_show_from = held_at");
    refused(hotel.says("check-in", stay), 409, "payment_pending");
    refused(hotel.says("no-show", stay), 409, "payment_pending");
    captured();
    answered(hotel.says("check-in", stay), 200);
  }

  @Test
  void itsDayHasComeAndItIsLookedAtAgainAndAgain() {
    checkedIn();
    now("divide_at");
    for (int again = 0; again < 3; again++) {
      assertThat(hotel.steps().lookAgainLater(stay).phase()).isEqualTo(StayPhase.AWAIT_STAY);
    }
    assertThat(hotel.events(stay)).containsOnlyOnce("order.completed");
    assertThat(hotel.value(stay, "next_wake_at = leave_by")).isEqualTo("t");

    now("leave_by");
    for (int again = 0; again < 3; again++) {
      assertThat(hotel.steps().lookAgainLater(stay).phase()).isEqualTo(StayPhase.AT_REST);
    }
    assertThat(hotel.events(stay)).containsOnlyOnce("stay.checked_out", "order.completed");
    assertThat(hotel.value(stay, "settled_at IS NOT NULL")).isEqualTo("t");
  }

  /** Looked at before its time, nothing happens: the row's own days decide. */
  @Test
  void lookedAtTooEarlyNothingHappens() {
    checkedIn();
    var version = hotel.value(stay, "version");
    hotel.steps().lookAgainLater(stay);
    assertThat(hotel.value(stay, "version")).isEqualTo(version);
    assertThat(hotel.steps().read(stay).wakeAt()).isAfter(hotel.stay(stay).heldAt());
    assertThat(hotel.value(stay, "next_wake_at - divide_at < interval '1 min'")).isEqualTo("t");
  }

  /** Its saga is gone for days: only the row knows when to look, and then somebody does. */
  @Test
  void whatNobodyDrivesIsSweptWhenItsDayHasCome() {
    checkedIn();
    var due = hotel.node.bean(StayDue.class);
    assertThat(due.claimOverdue(10)).isEmpty();
    assertThat(due.claimStuck(10)).isEmpty();
    assertThat(due.unsettledAfter(null, 10)).as("no saga that was lost").isEmpty();
    hotel.site.sql("UPDATE booking.stay SET next_wake_at = clock_timestamp() - interval '3 s'");
    assertThat(due.unsettledAfter(null, 10)).containsExactly(stay);
    assertThat(due.claimOverdue(10)).containsExactly(stay);
    assertThat(due.claimOverdue(10)).isEmpty();
  }

  /** Payments was told what goes back and nobody remembers: told again, it gives back once. */
  @Test
  void refundBegunStayNotTold() {
    checkedIn();
    answered(hotel.says("check-out", stay, "{\"early\": true}"), 200);
    var steps = hotel.steps();
    assertThat(steps.read(stay).phase()).isEqualTo(StayPhase.REFUND);
    assertThat(hotel.value(stay, "settled_at IS NULL")).isEqualTo("t");
    steps.refund(stay);
    hotel.site.sql("UPDATE booking.stay SET phase = 'REFUND', refunded_at = NULL");
    for (int again = 0; again < 2; again++) {
      assertThat(steps.refund(stay).phase()).isEqualTo(StayPhase.AT_REST);
    }
    assertThat(hotel.site.count("SELECT count(*) FROM payments.refund")).isOne();
    assertThat(hotel.site.count("SELECT refunded_minor FROM payments.charge"))
        .isEqualTo(hotel.site.count("SELECT total_minor - kept_minor FROM booking.stay"));
    assertThat(hotel.events(stay)).containsOnlyOnce("order.completed");
  }

  /** The process dies with all it knows; another one, on the same rows, does the rest. */
  @Test
  void whatOneProcessHasBegunAnotherOneEnds() {
    checkedIn();
    answered(hotel.says("check-out", stay, "{\"early\": true}"), 200);
    try (var other = hotel.anotherNode(Map.of())) {
      await()
          .atMost(PaidHotel.PATIENCE)
          .until(() -> hotel.value(stay, "settled_at IS NOT NULL").equals("t"));
      await()
          .atMost(PaidHotel.PATIENCE)
          .until(() ->
              hotel.site.count(
                      "SELECT count(*) FROM payments.ledger_account WHERE kind = 'escrow' AND open_since IS NULL")
                  == 1);
      assertThat(other.isOpen()).isTrue();
    }
    assertThat(hotel.site.count("SELECT count(*) FROM payments.refund")).isOne();
    assertThat(
            hotel.site.count(
                "SELECT count(*) FROM payments.ledger_journal WHERE template = 'COMPLETED'"))
        .isOne();
  }

  private void captured() {
    assertThat(hotel.steps().capture(stay).phase()).isEqualTo(StayPhase.AWAIT_STAY);
  }

  private void checkedIn() {
    captured();
    answered(hotel.says("check-in", stay), 200);
  }

  private void now(String deadline) {
    hotel.site.sql("UPDATE booking.stay SET %s = clock_timestamp()".formatted(deadline));
  }
}
