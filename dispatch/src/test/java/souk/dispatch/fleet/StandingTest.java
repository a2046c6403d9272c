package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.dispatch.Product;
import souk.dispatch.driver.BlockDriver;
import souk.dispatch.driver.Cast;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.driver.GoOnline;

/** What becomes of a phone's position as its driver comes, works and goes. */
class StandingTest extends TwoNodes {
  @Test
  void aPositionSentBeforeGoingOnLineCountsFromThenOn() {
    var driver = connected(cast.registered());
    ping(driver, CASINO);
    var witness = connected(cast.online());
    ping(witness, CASINO);
    await().until(() -> findable(witness));
    assertThat(findable(driver)).isFalse();

    node.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
    await().until(() -> findable(driver));
  }

  @Test
  void whoGoesOffLineLeavesAndHisPhoneDoesNotBringHimBack() {
    var driver = searchable();
    node.bean(GoOffline.class).goOffline(driver);
    await().until(() -> !findable(driver));
    pingsInVain(driver);
  }

  @Test
  void whoIsBlockedAtAnotherNodeLeavesAndHisPhoneDoesNotBringHimBack() {
    var driver = searchable();
    other.bean(BlockDriver.class).block(Cast.OPERATOR, driver, "papers expired");
    await().until(() -> !findable(driver));
    pingsInVain(driver);
  }

  @Test
  void whoChangesHisProductMovesAtOnce() {
    var driver = searchable();
    node.bean(GoOnline.class).goOnline(driver, Product.XL);
    await()
        .until(() ->
            raw.places(Product.XL).contains(driver.toString())
                && !raw.places(Product.STANDARD).contains(driver.toString()));
  }

  @Test
  void anOpenOfferDoesNotHideADriver() {
    var driver = searchable();
    cast.offered(driver);
    ping(driver, north(50));
    await().until(() -> place(driver).haversineMetres(north(50)) < 1);
  }

  @Test
  void theDriverOfATripIsHisRidersToFollowAndNobodyElsesToFind() {
    var driver = searchable();
    var trip = cast.onTrip(driver);

    await().until(() -> !findable(driver));
    await().until(() -> sighting(driver).isPresent());
    var here = north(50);
    var position = new Position(here, Instant.now(), 5.0, 270.0, 11.5);
    node.bean(Positions.class).accept(driver, List.of(position));

    await().until(() -> sighting(driver).orElseThrow().point().haversineMetres(here) < 1);
    assertThat(sighting(driver).orElseThrow().age()).isLessThan(Duration.ofSeconds(60));
    await()
        .untilAsserted(() ->
            assertThat(node.bean(Heard.class).of(driver))
                .last()
                .isEqualTo(new Heard.Move(trip, driver, Cast.rider(trip), position)));
    assertThat(findable(driver)).isFalse();
  }

  @Test
  void isSearchableAgainAfterATripWithoutAnotherPing() {
    var driver = searchable();
    cast.onTrip(driver);
    await().until(() -> !findable(driver));
    cast.freed(driver);
    await().until(() -> findable(driver));
  }

  @Test
  void theSightingOfATripKeepsTheNewest() {
    var driver = searchable();
    cast.onTrip(driver);
    ping(driver, north(50));
    await().until(() -> sighting(driver).map(Sighting::point).filter(near(50)).isPresent());
    var witness = cast.online();
    cast.onTrip(witness);

    var late = new Position(CASINO, Instant.now().minusSeconds(20), null);
    for (var one : List.of(driver, witness)) {
      other.bean(Positions.class).connected(one);
      other.bean(Positions.class).accept(one, List.of(late));
    }

    await().until(() -> !other.bean(Heard.class).of(witness).isEmpty());
    assertThat(sighting(driver).map(Sighting::point)).matches(p -> p.filter(near(50)).isPresent());
    assertThat(other.bean(Heard.class).of(driver)).isEmpty();
  }

  @Test
  void whoHasNeverBeenOnATripIsSeenByNobody() {
    var driver = searchable();
    assertThat(sighting(driver)).isEmpty();
  }

  @Test
  void whoIsNoDriverIsNotFound() {
    var person = connected(UUID.randomUUID());
    ping(person, CASINO);
    pingsInVain(person);
  }

  @Test
  void learnsFromARefusedWriteWhatNoBellTold() {
    var driver = searchable();
    var refused = refused();
    node.bean(Fleet.class).remove(CITY, driver, version(driver) + 1);
    ping(driver, CASINO);
    await().until(() -> refused() > refused);
    assertThat(findable(driver)).isFalse();

    silently(driver, "product = 'xl'");
    ping(driver, CASINO);
    await().until(() -> raw.places(Product.XL).contains(driver.toString()));
  }

  @Test
  void learnsInSecondsWhatNobodyTold() {
    var driver = searchable();
    silently(driver, "availability = 'OFFLINE'");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          raw.lastHeardEarlier(driver, Fleet.SILENCE);
          var gone = !findable(driver);
          ping(driver, CASINO);
          witness();
          return gone && !findable(driver);
        });
  }
}
