package souk.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import souk.sim.client.Load;
import souk.sim.measure.Tally;

final class ProgressTest {
  private final Tally tally = new Tally();

  @Test
  void refreshesOneLineOnATerminal() {
    for (int i = 0; i < 100_000; i++) tally.ride("r" + i, "MATCHING");
    tally.ride("r0", "COMPLETED");
    var shown = shown(true);

    assertThat(shown).startsWith("\r\u001b[K").contains("99999 wait").doesNotContain("\n");
    assertThat(shown.replace("\r\u001b[K", "").length()).isLessThan(80);
  }

  @Test
  void printsLinesElsewhere() {
    tally.ride("r", "MATCHING");
    tally.driver("d", "on trip");

    assertThat(shown(false))
        .endsWith(System.lineSeparator())
        .contains("riders arrive", "1 matching", "1 on trip")
        .doesNotContain("\u001b");
  }

  private String shown(boolean terminal) {
    var out = new ByteArrayOutputStream();
    try (var progress =
        new Progress(
            new PrintStream(out, true, StandardCharsets.UTF_8), terminal, tally, new Load())) {
      progress.phase("riders arrive");
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
