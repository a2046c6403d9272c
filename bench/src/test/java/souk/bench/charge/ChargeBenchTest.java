package souk.bench.charge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ChargeBenchTest {
  @Test
  void bothSidesAuthorizeEverybodyAndEverythingIsTaken(@TempDir Path directory) throws IOException {
    var file = directory.resolve("r.json");

    var code =
        new CommandLine(new ChargeBench())
            .execute(("--rate 5 --seconds 2 --warm-up 1 --payers 4 --report " + file).split(" "));

    assertThat(code).isZero();
    var json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/bench").asText()).isEqualTo("charge");
    for (var side : new String[] {"/ours", "/reference"}) {
      assertThat(json.at(side + "/not_authorized").asLong()).as(json.toString()).isZero();
      assertThat(json.at(side + "/own_ms/n").asLong()).as(side).isEqualTo(10);
    }
    assertThat(json.at("/ours/not_captured").asLong()).as(json.toString()).isZero();
    assertThat(json.at("/ours/payout_status_refused").asLong()).isZero();
    assertThat(json.at("/ours/payout_status_ms/n").asLong()).isEqualTo(40);
    assertThat(json.at("/reference/connection_held_mean_ms").asDouble()).isPositive();
    // fewer payments than the goal speaks of cannot meet it
    assertThat(json.at("/met").asBoolean()).isFalse();
  }
}
