package souk.bench.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MatchBenchTest {
  @Test
  void onBothSidesEveryTripIsOfferedAndDrivenToItsEnd(@TempDir Path directory) throws IOException {
    var file = directory.resolve("r.json");

    var code =
        new CommandLine(new MatchBench())
            .execute(
                ("--part TRIPS --rate 3 --seconds 3 --warm-up 1 --drivers 40 --report " + file)
                    .split(" "));

    assertThat(code).isZero();
    var json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/bench").asText()).isEqualTo("match");
    for (var side : new String[] {"/ours/trips", "/reference/trips"}) {
      assertThat(json.at(side + "/first_offer_ms/n").asLong()).as(side).isEqualTo(9);
      assertThat(json.at(side + "/never_offered").asLong()).as(side).isZero();
      assertThat(json.at(side + "/completed").asLong()).as(side).isEqualTo(9);
    }
    // fewer trips than the goal speaks of cannot meet it
    assertThat(json.at("/met").asBoolean()).isFalse();
  }
}
