package souk.dispatch.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.Phones;
import souk.dispatch.TestCity;

class OfferRemindersTest {
  private static TestCity city;
  private static Phones phones;

  @BeforeAll
  static void open() {
    // An hour, so that no pause of the machine makes an offer due by itself.
    city = TestCity.open(Map.of("souk.offers.time", "2h", "souk.offers.push-again-after", "1h"));
    phones = new Phones(city);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void anOfferIsToldAtOnceUnderItsOwnId() {
    var driver = city.driver();

    var offer = city.offered(driver);

    await().until(() -> !phones.told(driver, "offer.made").isEmpty());
    var message = phones.told(driver, "offer.made").getFirst();
    assertThat(message.get("id").asText()).isEqualTo(offer.toString());
    assertThat(message.get("subject").asText()).isEqualTo(offer.toString());
    assertThat(message.get("version").asLong()).isEqualTo(1);
    assertThat(message.at("/data/status").asText()).isEqualTo("OPEN");
    assertThat(message.at("/data/expires_in_ms").asLong()).isEqualTo(7_200_000);
    assertThat(message.at("/data/fare/amount").asLong()).isEqualTo(1250);
  }

  @Test
  void untilThePhoneSaysThatItShowsAnOfferItIsToldAgainFromTheRow() {
    var driver = city.driver();
    var offer = city.offered(driver);
    remind();
    assertThat(isDue(offer)).as("it was told a moment ago").isFalse();

    makeDue(offer);
    remind();
    await().until(() -> phones.told(driver, "offer.made").size() == 2);
    assertThat(isDue(offer)).as("two nodes do not both tell it").isFalse();

    city.bean(Offers.class).acknowledge(driver, offer);
    makeDue(offer);
    remind();
    assertThat(isDue(offer)).as("nobody took it up").isTrue();
  }

  @Test
  void aStrangersAcknowledgementIsNone() {
    var driver = city.driver();
    var offer = city.offered(driver);

    city.bean(Offers.class).acknowledge(city.driver(), offer);
    city.bean(Offers.class).acknowledge(driver, UUID.randomUUID());

    makeDue(offer);
    remind();
    assertThat(isDue(offer)).isFalse();
  }

  @Test
  void whatIsDecidedOrOverdueIsNotToldAgain() {
    var declined = city.driver();
    var declinedOffer = city.offered(declined);
    city.bean(DeclineOffer.class).decline(declined, declinedOffer);
    var overdue = city.offered(city.driver());
    city.passDeadline(overdue);
    makeDue(declinedOffer);
    makeDue(overdue);

    remind();

    assertThat(isDue(declinedOffer)).isTrue();
    assertThat(isDue(overdue)).isTrue();
  }

  private static void remind() {
    city.bean(OfferReminders.class).remind();
  }

  private static void makeDue(UUID offer) {
    city.sql("UPDATE dispatch.offer SET push_at = clock_timestamp() WHERE id = ?", offer);
  }

  private static boolean isDue(UUID offer) {
    return (boolean)
        city.value("SELECT push_at <= clock_timestamp() FROM dispatch.offer WHERE id = ?", offer);
  }
}
