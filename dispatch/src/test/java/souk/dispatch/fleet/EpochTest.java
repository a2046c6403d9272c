package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import souk.dispatch.Product;

class EpochTest extends IndexOnRedis {
  @Test
  void refusesAWriterBehindTheDriversEpoch() {
    var driver = UUID.randomUUID();
    var other = UUID.randomUUID();
    fleet.remove(CITY, driver, 8);

    var written = write(fix(driver, 7, CASINO), fix(other, 1, CASINO));

    assertThat(written.refused()).containsExactly(driver);
    assertThat(search()).extracting(Nearby::driver).containsExactly(other);
    assertThat(write(fix(driver, 8, CASINO)).refused()).isEmpty();
    assertThat(search()).extracting(Nearby::driver).contains(driver);
  }

  @Test
  void comparesEpochsAsNumbers() {
    var driver = UUID.randomUUID();
    fleet.remove(CITY, driver, 9);
    assertThat(write(fix(driver, 10, CASINO)).refused()).isEmpty();
    assertThat(write(fix(driver, 9, CASINO)).refused()).containsExactly(driver);
  }

  @Test
  void takesTheWritersEpochAfterTheIndexWasLost() {
    var driver = UUID.randomUUID();
    fleet.remove(CITY, driver, 8);
    engine.flush();

    assertThat(write(fix(driver, 7, CASINO)).refused()).isEmpty();
    assertThat(search()).extracting(Nearby::driver).containsExactly(driver);
    assertThat(write(fix(driver, 6, CASINO)).refused()).containsExactly(driver);
  }

  @Test
  void namesANewIndexAfterALossAndKeepsTheNameOtherwise() {
    var first = write().generation();
    assertThat(write(fix(UUID.randomUUID(), 1, CASINO)).generation()).isEqualTo(first);
    engine.flush();
    assertThat(write().generation()).isNotEqualTo(first);
  }

  @Test
  void standsUnderOneProductOnly() {
    var driver = UUID.randomUUID();
    write(fix(driver, 1, CASINO));
    write(fix(driver, 2, CASINO).with(Product.XL));
    assertThat(raw.places(Product.STANDARD)).isEmpty();
    assertThat(raw.places(Product.XL)).containsExactly(driver.toString());
  }

  @Test
  void removesAtOnceWhatWasWrittenBefore() {
    var driver = UUID.randomUUID();
    write(fix(driver, 1, CASINO));

    fleet.remove(CITY, driver, 2);

    assertThat(search()).isEmpty();
    assertThat(raw.places(Product.STANDARD)).isEmpty();
    assertThat(raw.seen()).isEmpty();
    assertThat(raw.times()).isZero();
  }

  @Test
  void aRemovalThatComesLateDoesNotTouchWhatWasWrittenUnderItsEpoch() {
    var driver = UUID.randomUUID();
    write(fix(driver, 5, CASINO));
    fleet.remove(CITY, driver, 5);
    fleet.remove(CITY, driver, 4);
    assertThat(search()).extracting(Nearby::driver).containsExactly(driver);
  }

  @Test
  void aWriterNeverOutlivesARemovalHoweverTheyRace() {
    for (int round = 0; round < 300; round++) {
      var driver = UUID.randomUUID();
      var write = CompletableFuture.runAsync(() -> write(fix(driver, 1, CASINO)));
      var remove = CompletableFuture.runAsync(() -> fleet.remove(CITY, driver, 2));
      CompletableFuture.allOf(write, remove).join();
      assertThat(raw.places(Product.STANDARD)).doesNotContain(driver.toString());
    }
  }

  @Test
  void withoutEpochsAWriterWouldOutliveTheRemoval() {
    var outlived = false;
    for (int round = 0; round < 3_000 && !outlived; round++) {
      var driver = UUID.randomUUID();
      var write = CompletableFuture.runAsync(() -> write(fix(driver, 2, CASINO)));
      var remove = CompletableFuture.runAsync(() -> fleet.remove(CITY, driver, 2));
      CompletableFuture.allOf(write, remove).join();
      outlived = raw.places(Product.STANDARD).contains(driver.toString());
    }
    assertThat(outlived).isTrue();
  }

  @Test
  void goesOnAfterTheServerForgotTheScripts() {
    var driver = UUID.randomUUID();
    for (int n = 1; n <= 2; n++) {
      forgetScripts();
      write(fix(driver, n, CASINO));
      forgetScripts();
      assertThat(search()).hasSize(1);
      forgetScripts();
      fleet.remove(CITY, driver, n + 1);
      assertThat(search()).isEmpty();
    }
  }
}
