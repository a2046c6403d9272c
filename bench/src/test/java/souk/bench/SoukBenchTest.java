package souk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SoukBenchTest {
  @Test
  void anUnknownBenchmarkIsRefusedWithTwo() {
    assertThat(new CommandLine(new SoukBench()).execute("eat")).isEqualTo(2);
  }
}
