package souk.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Map<String, Object> OURS =
      Map.of("what", "a tree", "pickup_ms", new Percentiles(1.5, 2, 3, 4, 200));
  private static final Map<String, Object> REFERENCE = Map.of("what", "200 routes");

  @Test
  void theFileHasTheShapeThatAllBenchmarksShare() throws JsonProcessingException {
    var report = new Report("eta", OURS, REFERENCE, 0.25, "ratio <= 1/3", true, Machine.here());

    var json = new ObjectMapper().readTree(report.json());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("bench", "ours", "reference", "ratio", "goal", "met", "machine");
    assertThat(json.at("/bench").asText()).isEqualTo("eta");
    assertThat(json.at("/ours/pickup_ms/p50").asDouble()).isEqualTo(1.5);
    assertThat(json.at("/ours/pickup_ms/n").asLong()).isEqualTo(200);
    assertThat(json.at("/reference/what").asText()).isEqualTo("200 routes");
    assertThat(json.at("/ratio").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/goal").asText()).isEqualTo("ratio <= 1/3");
    assertThat(json.at("/met").isBoolean()).isTrue();
    assertThat(json.at("/machine/cpus").asInt()).isPositive();
    assertThat(json.at("/machine/memory_mb").asLong()).isPositive();
    assertThat(json.at("/machine/java").asText()).startsWith("25");
  }

  @Test
  void theSummaryNamesBothSidesAndTheVerdict() {
    var report = new Report("eta", OURS, REFERENCE, 0.5, "ratio <= 1/3", false, Machine.here());

    assertThat(report.summary())
        .contains("bench eta: missed (ratio 0.5)", "ratio <= 1/3", "a tree", "200 routes")
        .contains("p50 1.5  p95 2.0  p99 3.0  max 4.0 ms  (n 200)");
  }

  @Test
  void ratioIsOursDividedByTheReferenceToAThousandth() {
    assertThat(Report.ratio(1, 3)).isEqualTo(0.333);
    assertThat(Report.ratio(2, 1)).isEqualTo(2);
  }

  @Test
  void eachSideMustSayWhatWasMeasuredAndTheRatioMustBeANumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Report("eta", OURS, Map.of(), 1, "", true, Machine.here()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Report("eta", Map.of(), REFERENCE, 1, "", true, Machine.here()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Report("eta", OURS, REFERENCE, Report.ratio(1, 0), "", true, Machine.here()));
  }
}
