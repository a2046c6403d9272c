package souk.bench.ride.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RideSqlTest {
  @Test
  void everyLineBelowANameIsAStatementWhoseIdsAreParameters() {
    var sql =
        RideSql.parse(
            """
            -- read
            SELECT * FROM a WHERE id = :ride AND owner = :rider;

            -- bill
            BEGIN;
            UPDATE a SET at = '{"ride":"1","at":"23:05:18"}' WHERE id = :ride;
            COMMIT;
            """);

    assertThat(sql.step("read"))
        .containsExactly(
            new RideSql.Line(
                "SELECT * FROM a WHERE id = ? AND owner = ?", List.of("ride", "rider")));
    assertThat(sql.step("bill")).hasSize(3);
    assertThat(sql.step("bill").get(1).parameters()).containsExactly("ride");
    assertThatThrownBy(() -> sql.step("fly")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theResourceHasEveryStepAndGivesBackEveryTransaction() {
    var sql = RideSql.read();
    for (var name :
        List.of(
            "requested",
            "read",
            "authorize",
            "authorized",
            "request_trip",
            "bill",
            "capture",
            "captured")) {
      var statements = sql.step(name).stream().map(RideSql.Line::sql).toList();
      assertThat(statements).as(name).isNotEmpty();
      assertThat(statements.stream().filter("BEGIN"::equals).count())
          .as(name)
          .isEqualTo(statements.stream().filter("COMMIT"::equals).count());
    }
  }

  @Test
  void theIdsOfARideAreItsOwnAndAlwaysTheSame() {
    var ride = UUID.randomUUID();
    assertThat(RideIds.value("ride", ride)).isEqualTo(ride);
    assertThat(RideIds.value("rider", ride))
        .isEqualTo(RideIds.value("rider", ride))
        .isNotEqualTo(RideIds.value("card", ride));
    assertThat(RideIds.value("event", ride)).isNotEqualTo(RideIds.value("event", ride));
  }
}
