package souk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class FirstOffersTest {
  private final FirstOffers offers = new FirstOffers();

  @Test
  void onlyTheFirstPhoneThatHearsOfATripCountsAndWhoStillWaitsCountsToo() {
    var heard = UUID.randomUUID();
    offers.await(heard, System.nanoTime());
    offers.await(UUID.randomUUID(), System.nanoTime());

    offers.heard(heard);
    offers.heard(heard);
    offers.heard(UUID.randomUUID());

    assertThat(offers.waiting()).isEqualTo(1);
    assertThat(offers.end().percentiles().n()).isEqualTo(2);
  }

  @Test
  void aDriverMayHearOfARideBeforeItsRiderHasTheAnswer() {
    var ride = UUID.randomUUID();
    offers.heard(ride);
    assertThat(offers.asked()).isZero();

    offers.await(ride, System.nanoTime());

    assertThat(offers.asked()).isEqualTo(1);
    assertThat(offers.waiting()).isZero();
    assertThat(offers.end().percentiles().n()).isEqualTo(1);
  }
}
