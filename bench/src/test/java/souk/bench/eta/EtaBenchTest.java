package souk.bench.eta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import souk.bench.report.Percentiles;

class EtaBenchTest {
  private static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0);

  @Test
  void itRunsOnRealRoadsAndEachArrivalIsThatOfTheDriversOwnRoute(@TempDir Path directory)
      throws IOException {
    var file = directory.resolve("r.json");

    var code =
        new CommandLine(new EtaBench())
            .execute("--pickups", "4", "--report", file.toString(), "--seed", "3");

    assertThat(code).isZero();
    var json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/bench").asText()).isEqualTo("eta");
    assertThat(json.at("/ours/compared").asLong()).isPositive();
    assertThat(json.at("/ours/unequal").asLong()).isZero();
    assertThat(json.at("/ours/max_difference_ms").asLong()).isBetween(0L, 50L);
    assertThat(json.at("/ours/pickup_ms/n").asLong()).isEqualTo(4);
    assertThat(json.at("/reference/pickup_ms/n").asLong()).isEqualTo(4);
  }

  @Test
  void theGoalIsMissedByTimeByDifferenceAndByAnArrivalOfOneSideOnly() {
    assertThat(met(1, 3, 0, 50)).isTrue();
    assertThat(met(1.001, 3, 0, 50)).isFalse();
    assertThat(met(1, 3, 0, 51)).isFalse();
    assertThat(met(1, 3, 1, 0)).isFalse();
  }

  private static boolean met(double tree, double routes, long unequal, long differenceMs) {
    var outcome = new Contest.Outcome(NONE, NONE, tree, routes, 200, unequal, differenceMs);
    return EtaBench.report(outcome).met();
  }
}
