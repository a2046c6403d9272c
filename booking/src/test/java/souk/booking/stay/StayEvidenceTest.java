package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.platform.evidence.Evidence;

/** What an issuer can be shown of a stay whose payment is disputed. */
class StayEvidenceTest {
  private static PaidHotel hotel;

  private Guest guest;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(Map.of("souk.stays.check-out-grace", "2d"));
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

  private static Evidence evidence(UUID stay) {
    var all = hotel.node.bean(StayEvidence.class).of(stay);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void whoSleptThereHadWhatHeBooked() {
    var stay = hotel.booked(guest, hotel.plan, 2);
    assertThat(evidence(stay).servedAt()).isNull();
    hotel.nightsPass(2);
    answered(hotel.says("check-in", stay), 200);
    answered(hotel.says("check-out", stay), 200);

    var shown = evidence(stay);

    assertThat(shown.product()).contains("A stay at ").contains(hotel.value(stay, "departure"));
    assertThat(shown.text())
        .contains("Total: ", "Agreed: not coming costs", "Agreed: cancelling from ")
        .contains("had " + hotel.value(stay, "confirmation"));
    assertThat(shown.servedAt()).isNotNull();
  }

  @Test
  void whoCalledOffLateHadAgreedToTheFee() {
    var stay = hotel.booked(guest, hotel.plan, 2);
    answered(guest.cancel(stay), 200);
    assertThat(evidence(stay).text()).contains("Called off at ").contains("(guest), kept: ");
    assertThat(evidence(stay).servedAt()).isNull();
  }

  @Test
  void whatNobodyWasToPayForIsNothingToShow() {
    var held = hotel.held(guest);
    assertThat(hotel.node.bean(StayEvidence.class).of(held)).isEmpty();
    assertThat(hotel.node.bean(StayEvidence.class).of(UUID.randomUUID())).isEmpty();
  }
}
