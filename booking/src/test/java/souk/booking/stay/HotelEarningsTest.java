package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;

/** What a stay brings its hotel is shown to its host and arrives at the hotel's bank. */
class HotelEarningsTest {
  private static final Map<String, Object> WINDOWS_OF_SECONDS =
      Map.of(
          "souk.stays.check-out-grace", "2d",
          "souk.payouts.window", "2s",
          "souk.payouts.instant-window", "2s",
          "souk.payouts.promise", "1h");

  @Test
  void whatAStayBringsIsShownAndPaidOut() {
    try (var hotel = PaidHotel.open(WINDOWS_OF_SECONDS)) {
      var guest = new Guest(hotel.node);
      var stay = hotel.booked(guest, hotel.plan, 2);
      hotel.nightsPass(2);
      answered(hotel.says("check-in", stay), 200);
      answered(hotel.says("check-out", stay), 200);
      await()
          .atMost(PaidHotel.PATIENCE)
          .until(() -> of(hotel, "/earnings").toString().contains("\"amount\":17002"));

      var bank = "{\"method\":\"STANDARD\",\"country\":\"MC\",\"bank_token\":\"btok_us_verified\"}";
      var api = new ApiCalls(hotel.node);
      answered(api.post(hotel.hotel.host, "HOST", path(hotel, ""), bank), 200);

      await()
          .atMost(PaidHotel.PATIENCE)
          .until(() -> of(hotel, "/payouts").at("/items/0/status").asText().equals("SETTLED"));
      assertThat(of(hotel, "/payouts").at("/items/0/amount/amount").asInt()).isEqualTo(17_002);
      hotel.assertClean();
    }
  }

  private static JsonNode of(PaidHotel hotel, String what) {
    return answered(new ApiCalls(hotel.node).get(hotel.hotel.host, "HOST", path(hotel, what)), 200);
  }

  private static String path(PaidHotel hotel, String what) {
    return "/v1/payees/me" + what + "?kind=HOST&earner=" + hotel.hotel.id;
  }
}
