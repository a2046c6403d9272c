package souk.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.embedded.engine.Postgres;

class DataDirectoryTest {
  @TempDir Path parent;

  @Test
  void isCreatedMarkedAndOpenedAgain() throws IOException {
    var wanted = parent.resolve("a/b");
    DataDirectory.open(wanted).close();
    assertThat(wanted.resolve("souk-data.json"))
        .hasContent("{\"layout\":1,\"postgres_major\":" + Postgres.MAJOR + "}");
    DataDirectory.open(wanted).close();
  }

  @Test
  void refusesForeignFilesAndLeavesThemAlone() throws IOException {
    var letter = Files.writeString(parent.resolve("letter.txt"), "dear");
    assertRefused("holds files that are not Souk's");
    assertThat(parent).isDirectoryContaining(letter::equals);
    assertThat(parent.toFile().list()).hasSize(1);
  }

  @Test
  void refusesASecondUseAndNamesTheProcess() throws IOException {
    try (var first = DataDirectory.open(parent)) {
      assertThat(first.path()).isEqualTo(parent.toRealPath());
      assertRefused("in use by another Souk (process " + ProcessHandle.current().pid() + ")");
    }
    DataDirectory.open(parent).close();
  }

  @Test
  void acceptsWhatAStartThatBrokeOffAtOnceHasLeft() throws IOException {
    Files.writeString(parent.resolve("souk.lock"), "1\n");
    DataDirectory.open(parent).close();
    assertThat(parent.resolve("souk-data.json")).exists();
  }

  @Test
  void refusesTheLayoutOfANewerSouk() throws IOException {
    mark("{\"layout\":2,\"postgres_major\":18}");
    assertRefused("written by a newer Souk");
  }

  @Test
  void refusesTheLayoutOfAnOlderSouk() throws IOException {
    mark("{\"layout\":0,\"postgres_major\":18}");
    assertRefused("written by an older Souk");
  }

  @Test
  void refusesTheClusterOfAnotherPostgres() throws IOException {
    mark("{\"layout\":1,\"postgres_major\":15}");
    assertRefused("holds data of PostgreSQL 15");
  }

  @Test
  void refusesADamagedMarkerAndDoesNotRepairIt() throws IOException {
    mark("{\"lay");
    assertRefused("is damaged");
    assertThat(parent.resolve("souk-data.json")).hasContent("{\"lay");
  }

  @Test
  void givesTheLockBackAfterARefusal() throws IOException {
    mark("{\"layout\":2,\"postgres_major\":18}");
    assertRefused("written by a newer Souk");
    mark("{\"layout\":1,\"postgres_major\":18}");
    DataDirectory.open(parent).close();
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    var file = Files.writeString(parent.resolve("file"), "");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot write to the data directory " + file.resolve("data"))
        .hasMessageContaining("is a file");
  }

  private void mark(String marker) throws IOException {
    Files.writeString(parent.resolve("souk-data.json"), marker);
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> DataDirectory.open(parent))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }
}
