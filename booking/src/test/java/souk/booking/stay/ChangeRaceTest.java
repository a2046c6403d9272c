package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.stay.SomeHotel.DAY;

import java.util.ArrayList;
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

/** Of changes, cancellations and check-in at once each is judged by what those before it left. */
class ChangeRaceTest {
  private static PaidHotel hotel;

  private Guest guest;
  private UUID stay;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(Map.of("souk.roles", "api", "souk.stays.lock-wait", "20s"));
  }

  @AfterAll
  static void close() {
    hotel.close();
  }

  @BeforeEach
  void aGuestHasBookedThreeNights() {
    booked();
  }

  @AfterEach
  void countersAreRight() {
    hotel.assertClean();
  }

  @Test
  void ofChangesThatWereShownAtOnceOneIsDone() throws Exception {
    var quotes = List.of(shown(1), shown(2), shown(1), shown(2));
    var answers =
        all(quotes.stream().<Callable<Integer>>map(quote -> () -> change(quote)).toList());
    assertThat(answers).containsOnlyOnce(200);
    assertThat(answers).containsOnly(200, 409);
    assertThat(hotel.events(stay)).containsOnlyOnce("stay.changed");
    assertThat(hotel.booked()).isEqualTo(nightsOfItsTerms());
    assertThat(hotel.site.count("SELECT count(*) FROM booking.stay_change WHERE stay_id = ?", stay))
        .isOne();
  }

  @Test
  void calledOffAndChangedAtOnceNoNightIsLeft() throws Exception {
    for (int round = 0; round < 4; round++) {
      booked();
      var quote = shown(1);
      var calls = new ArrayList<Callable<Integer>>();
      calls.add(() -> change(quote));
      calls.add(round % 2 == 0 ? () -> guest.cancel(stay).statusCode() : this::hotelCancels);
      assertThat(all(calls)).contains(200).isSubsetOf(200, 409);
      assertThat(hotel.value(stay, "status")).isEqualTo("CANCELLED");
      assertThat(hotel.booked()).isZero();
      // however far it came, all but what is kept goes back, and is told once
      hotel.steps().refund(stay);
      hotel.steps().refund(stay);
      assertThat(hotel.value(stay, "phase")).isEqualTo("AT_REST");
      assertThat(left()).isZero();
      hotel.assertClean();
    }
  }

  @Test
  void checkedInAndChangedAtOnceBothSayTheSameNights() throws Exception {
    var quote = shown(1);
    hotel.site.sql("UPDATE booking.stay SET arrives_from = held_at WHERE id = ?", stay);
    assertThat(all(List.of(() -> change(quote), () -> hotel.says("check-in", stay).statusCode())))
        .containsOnlyOnce(200)
        .containsOnlyOnce(409);
    assertThat(hotel.booked()).isEqualTo(nightsOfItsTerms());
  }

  /** Negative control: by what was read before, a second change would have been done as well. */
  @Test
  void decidedByWhatWasReadBeforeTwoWouldBeDone() {
    var seen = hotel.stay(stay).changes().count();
    assertThat(change(shown(2))).isEqualTo(200);
    hotel.steps().refund(stay);
    assertThat(moved("")).as("with the guard taken away").isOne();
    assertThat(moved("AND changes = " + seen)).isZero();
  }

  /** Nobody is told of money that was not told to payments: it was called off in between. */
  @Test
  void whatWasToldOfAChangeIsNotTakenForTheCancellation() {
    assertThat(change(shown(1))).isEqualTo(200);
    var seen = hotel.stay(stay);
    assertThat(seen.phase()).isEqualTo(StayPhase.REFUND);
    answered(guest.cancel(stay), 200);
    hotel.node.bean(PayStays.class).refunded(seen);
    assertThat(hotel.stay(stay).phase()).isEqualTo(StayPhase.REFUND);
    assertThat(hotel.steps().refund(stay).phase()).isEqualTo(StayPhase.AT_REST);
    assertThat(left()).isZero();
  }

  /** Payments was told what goes back and nobody remembers: told again, it gives back once. */
  @Test
  void refundBegunStayNotTold() {
    assertThat(change(shown(2))).isEqualTo(200);
    hotel.steps().refund(stay);
    var left = left();
    hotel.site.sql(
        "UPDATE booking.stay SET phase = 'REFUND', changes_refunded = 0 WHERE id = ?", stay);
    for (int again = 0; again < 2; again++) {
      assertThat(hotel.steps().refund(stay).phase()).isEqualTo(StayPhase.AWAIT_STAY);
    }
    assertThat(left()).isEqualTo(left).isEqualTo(hotel.total(stay));
  }

  private void booked() {
    hotel.anotherHotel();
    guest = new Guest(hotel.node);
    stay = guest.held(hotel.hotel, hotel.plan, DAY, 3, hotel.type);
    hotel.driveToBooked(guest, stay);
  }

  private String shown(int nights) {
    var body = "{\"departure\": \"%s\"}".formatted(DAY.plusDays(nights));
    return answered(guest.askChange(stay, body), 201).get("quote").asText();
  }

  private int change(String quote) {
    return guest.change(stay, quote, UUID.randomUUID().toString()).statusCode();
  }

  private int hotelCancels() {
    return hotel.says("cancel", stay).statusCode();
  }

  private int nightsOfItsTerms() {
    return hotel.stay(stay).quote().wish().span().length();
  }

  private int left() {
    return hotel.site.count(
        "SELECT captured_minor - refunded_minor FROM payments.charge WHERE order_id = ?", stay);
  }

  /** Writes as little as shows that the row would have been taken. */
  private int moved(String guard) {
    return hotel.site.sql(
        "UPDATE booking.stay SET leave_by = leave_by WHERE id = ?"
            + " AND status = 'CONFIRMED' AND phase = 'AWAIT_STAY' "
            + guard,
        stay);
  }

  private static List<Integer> all(List<Callable<Integer>> calls) throws Exception {
    var answers = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(calls)) answers.add(answer.get());
    }
    return answers;
  }
}
