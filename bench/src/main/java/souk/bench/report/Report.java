package souk.bench.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a benchmark found.
 *
 * @param ours figures of our side, by name; {@code what} says what was measured
 * @param reference figures of the other side, likewise
 * @param ratio ours divided by the reference
 * @param goal what was to be reached, in words
 * @param met whether it was
 */
@JsonPropertyOrder({"bench", "ours", "reference", "ratio", "goal", "met", "machine"})
public record Report(
    String bench,
    Map<String, Object> ours,
    Map<String, Object> reference,
    double ratio,
    String goal,
    boolean met,
    Machine machine) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * @throws IllegalArgumentException when a side does not say what was measured, or the ratio is no
   *     number
   */
  public Report {
    if (!ours.containsKey("what") || !reference.containsKey("what")) {
      throw new IllegalArgumentException("Each side of a benchmark says what was measured");
    }
    if (!Double.isFinite(ratio)) {
      throw new IllegalArgumentException("The ratio of a benchmark is a number, not " + ratio);
    }
  }

  /** Ours divided by the reference, to a thousandth; no finite number when the reference is 0. */
  public static double ratio(double ours, double reference) {
    var ratio = ours / reference;
    return Double.isFinite(ratio) ? Math.round(1_000 * ratio) / 1_000.0 : ratio;
  }

  /** As a file for machines. */
  public String json() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("A report cannot be written", failure);
    }
  }

  /** As lines for people. */
  public String summary() {
    return """
    bench %s: %s (ratio %s)
      goal: %s
    ours
    %s
    reference
    %s
    on %d x %s, %d MB, %s, Java %s, load %s
    """
        .formatted(
            bench,
            met ? "met" : "missed",
            ratio,
            goal,
            lines(ours),
            lines(reference),
            machine.cpus(),
            machine.cpu(),
            machine.memoryMb(),
            machine.os(),
            machine.java(),
            machine.load());
  }

  private static String lines(Map<String, Object> figures) {
    return figures.entrySet().stream()
        .map(figure -> "  %-20s %s".formatted(figure.getKey(), figure.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
