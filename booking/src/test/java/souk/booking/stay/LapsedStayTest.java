package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stay whose time is over is over for everybody, before any row says so. */
class LapsedStayTest {
  private static PaidHotel hotel;

  private Guest guest;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(Map.of("souk.roles", "api", "souk.stays.lock-wait", "300ms"));
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
    hotel.assertClean();
  }

  @Test
  void itIsNotConfirmedAgain() {
    var card = guest.card("pm_card_visa");
    var stay = hotel.held(guest);
    answered(guest.confirm(stay, card), 202);
    answered(guest.confirm(stay, card), 202);
    hotel.lapse(stay, 0);
    refused(guest.confirm(stay, card), 409, "hold_over");
    assertThat(hotel.value(stay, "status")).isEqualTo("PAYING");
    hotel.node.bean(ExpireHolds.class).pass();
    refused(guest.confirm(stay, card), 409, "hold_over");
  }

  @Test
  void whoCancelsItFindsItExpired() {
    var held = hotel.held(guest);
    assertExpires(held);
    assertThat(hotel.value(held, "phase")).isEqualTo("AT_REST");
    var paying = hotel.paying(guest);
    assertExpires(paying);
    assertThat(hotel.value(paying, "phase")).isEqualTo("RELEASE");
  }

  private void assertExpires(UUID stay) {
    hotel.lapse(stay, 0);
    for (int again = 0; again < 2; again++) {
      assertThat(answered(guest.cancel(stay), 200).get("status").asText()).isEqualTo("EXPIRED");
    }
    assertThat(hotel.value(stay, "status")).isEqualTo("EXPIRED");
    assertThat(hotel.events(stay)).endsWith("stay.expired").doesNotContain("stay.cancelled");
    assertThat(hotel.held()).isZero();
  }

  /** The one that has lapsed longest is looked at first. */
  @Test
  void oneThatIsLockedKeepsNoOtherFromEnding() {
    var first = hotel.held(guest);
    var second = guest.held(hotel.hotel, hotel.plan, DAY.plusDays(5), 2, hotel.type);
    hotel.lapse(first, 0);
    hotel.lapse(second, 0);

    whileLocked(first, hotel.node.bean(ExpireHolds.class)::pass);
    assertThat(hotel.value(first, "status")).isEqualTo("HELD");
    assertThat(hotel.value(second, "status")).isEqualTo("EXPIRED");

    hotel.node.bean(ExpireHolds.class).pass();
    assertThat(hotel.value(first, "status")).isEqualTo("EXPIRED");
  }

  private static void whileLocked(UUID stay, Runnable work) {
    hotel
        .site
        .database()
        .past(connection -> {
          connection.setAutoCommit(false);
          try (var lock =
              connection.prepareStatement("SELECT 1 FROM booking.stay WHERE id = ? FOR UPDATE")) {
            lock.setObject(1, stay);
            lock.execute();
            work.run();
            return true;
          } finally {
            unlock(connection);
          }
        });
  }

  private static void unlock(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }
}
