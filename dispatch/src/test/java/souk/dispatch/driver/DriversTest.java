package souk.dispatch.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.Together;
import souk.dispatch.driver.Driver.Change;
import souk.dispatch.driver.DriverStanding.Claim;
import souk.embedded.TestDatabase;
import souk.embedded.TestEngines;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

class DriversTest {
  private static TestDatabase database;
  private static DispatchNode node;
  private static Drivers drivers;
  private static Transactions transactions;
  private static Cast cast;

  @BeforeAll
  static void start() {
    database = DispatchNode.database();
    node = DispatchNode.start(database, TestEngines.redisUrl(), DispatchNode.prefix(), Map.of());
    drivers = node.bean(Drivers.class);
    transactions = node.bean(Transactions.class);
    cast = new Cast(node, database);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aBumpGivesTheNextVersionAndChangesNothingElse() {
    var id = cast.online();
    var before = drivers.find(id).orElseThrow();
    var version = transactions.call(() -> drivers.bump(id));
    assertThat(version).isEqualTo(before.version() + 1);
    var after = drivers.find(id).orElseThrow();
    assertThat(after.version()).isEqualTo(version);
    assertThat(after).usingRecursiveComparison().ignoringFields("version").isEqualTo(before);
  }

  @Test
  void knowsNoStranger() {
    var stranger = UUID.randomUUID();
    assertThat(drivers.find(stranger)).isEmpty();
    assertThat(drivers.lock(stranger)).isEmpty();
    assertThat(drivers.standing(stranger)).isEmpty();
    assertThatThrownBy(() -> transactions.call(() -> drivers.bump(stranger)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToSaveADriverWhoHasChangedSinceHeWasRead() {
    var id = cast.online();
    var stale = drivers.find(id).orElseThrow();
    transactions.run(() -> drivers.bump(id));
    assertThatThrownBy(() -> transactions.call(() -> drivers.save(stale.offline(), Change.OFFLINE)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(drivers.find(id).orElseThrow().online()).isTrue();
  }

  @Test
  void tellsWhatManyDriversStandForInOneQuestion() {
    var offline = cast.registered();
    var free = cast.online();
    var offered = cast.online();
    var offer = cast.offered(offered);
    var driving = cast.online();
    var trip = cast.onTrip(driving);
    var stranger = UUID.randomUUID();

    var standings = drivers.standings(List.of(offline, free, offered, driving, stranger, free));

    assertThat(standings).containsOnlyKeys(offline, free, offered, driving);
    assertThat(standing(standings, offline).product()).isEmpty();
    assertThat(standing(standings, offline).free()).isFalse();
    assertThat(standing(standings, free).product()).contains(Product.STANDARD);
    assertThat(standing(standings, free).free()).isTrue();
    assertThat(standing(standings, offered).free()).isFalse();
    assertThat(standing(standings, offered).trip()).isEmpty();
    assertThat(standing(standings, offered).claim().map(Claim::trip)).contains(offer);
    var claim = standing(standings, driving).trip().orElseThrow();
    assertThat(claim.trip()).isEqualTo(trip);
    assertThat(claim.rider()).isEqualTo(Cast.rider(trip));
    assertThat(standing(standings, driving).version())
        .isEqualTo(drivers.find(driving).orElseThrow().version());
  }

  private static DriverStanding standing(Map<UUID, DriverStanding> standings, UUID driver) {
    return Objects.requireNonNull(standings.get(driver));
  }

  @Test
  void answersForThousandsAndForNobody() {
    var ids = new ArrayList<UUID>();
    IntStream.range(0, 2_500).forEach(_ -> ids.add(UUID.randomUUID()));
    var mine = cast.online();
    ids.add(mine);
    assertThat(drivers.standings(ids)).containsOnlyKeys(mine);
    assertThat(drivers.standings(List.of())).isEmpty();
  }

  @Test
  void tellsEachChangeWithItsVersionAndNothingPersonal() {
    var id = cast.registered();
    node.bean(GoOnline.class).goOnline(id, Product.STANDARD);
    node.bean(GoOnline.class).goOnline(id, Product.STANDARD);
    node.bean(GoOffline.class).goOffline(id);
    node.bean(GoOffline.class).goOffline(id);
    node.bean(BlockDriver.class).block(Cast.OPERATOR, id, "papers expired");
    node.bean(BlockDriver.class).block(Cast.OPERATOR, id, "papers expired");
    node.bean(ApproveDriver.class).approve(Cast.OPERATOR, id);
    node.bean(ApproveDriver.class).approve(Cast.OPERATOR, id);

    assertThat(Ledger.of(database, id).events())
        .extracting(event -> event.version() + " " + event.type())
        .containsExactly(
            "1 driver.approved",
            "2 driver.online",
            "3 driver.offline",
            "4 driver.blocked",
            "5 driver.approved");
    assertThat(
            DispatchNode.text(
                database,
                "SELECT payload FROM dispatch.outbox WHERE aggregate_version = 2 AND aggregate_id = '%s'"
                    .formatted(id)))
        .isEqualTo(
            ("{\"driver_id\":\"%s\",\"city_id\":\"monaco\",\"status\":\"APPROVED\","
                    + "\"availability\":\"ONLINE\",\"product\":\"standard\"}")
                .formatted(id));
  }

  @Test
  void goingOnLineForgetsTheOffersLetPass() {
    var id = cast.registered();
    DispatchNode.sql(
        database, "UPDATE dispatch.driver SET passed_in_row = 3 WHERE id = '%s'".formatted(id));
    assertThat(node.bean(GoOnline.class).goOnline(id, Product.XL).passedInRow()).isZero();
  }

  @Test
  void losingAProductAlsoLosesTheChoiceOfIt() {
    var id = cast.online();
    node.bean(GoOffline.class).goOffline(id);
    var smaller = new Driver.Vehicle("MC 1234", "Model 3", "white", Set.of(Product.XL));
    var driver = node.bean(RegisterDriver.class).register(id, "monaco", "Charles", smaller);
    assertThat(driver.product()).isEqualTo(Optional.empty());
  }

  @Test
  void registersOnceHoweverOftenAtOnce() throws Exception {
    var id = UUID.randomUUID();
    Together.run(
        8, _ -> node.bean(RegisterDriver.class).register(id, "monaco", "Charles", Cast.VEHICLE));
    var ledger = Ledger.of(database, id);
    assertThat(ledger.events()).hasSize(1);
    assertThat(ledger.breaches()).isEmpty();
  }

  @Test
  void theOrderOfChangesIsTheOrderOfEventsHoweverTheyRace() throws Exception {
    for (int round = 0; round < 12; round++) {
      var id = cast.registered();
      Together.run(8, n -> change(id, n));
      assertThat(Ledger.of(database, id).breaches()).isEmpty();
    }
  }

  /** The negative control: the same changes by somebody who does not lock. */
  @Test
  void withoutTheLockChangesAreLost() throws Exception {
    var breaches = new HashSet<String>();
    for (int round = 0; round < 40 && breaches.isEmpty(); round++) {
      var id = cast.registered();
      Together.run(8, n -> Careless.change(database, id, n));
      breaches.addAll(Ledger.of(database, id).breaches());
    }
    assertThat(breaches).isNotEmpty();
  }

  private static void change(UUID id, int n) {
    for (int step = 0; step < 5; step++) {
      try {
        switch ((n + step) % 4) {
          case 0 -> node.bean(GoOnline.class).goOnline(id, Product.STANDARD);
          case 1 -> node.bean(GoOffline.class).goOffline(id);
          case 2 -> node.bean(BlockDriver.class).block(Cast.OPERATOR, id, "x");
          case 3 -> node.bean(ApproveDriver.class).approve(Cast.OPERATOR, id);
          default -> throw new IllegalStateException();
        }
      } catch (Problem refused) {
        assertThat(refused.code()).isEqualTo("driver_not_approved");
      }
    }
  }
}
