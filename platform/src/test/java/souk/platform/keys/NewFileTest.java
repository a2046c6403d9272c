package souk.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is made once, and is on the disk before anybody uses it. */
class NewFileTest {
  @TempDir private Path directory;

  /** What a power cut leaves at each step is no file or the whole one, never a name of nothing. */
  @Test
  void theContentIsOnTheDiskBeforeItHasItsNameAndTheNameBeforeAnybodyUsesIt() throws IOException {
    var file = directory.resolve("keys").resolve("quotes.key");
    var forced = new ArrayList<String>();
    NewFile.create(
        file,
        "secret",
        path ->
            forced.add(
                Files.isDirectory(path)
                    ? directory.relativize(path) + " with the name: " + Files.exists(file)
                    : Files.readString(path) + " under its name: " + Files.exists(file)));
    assertThat(forced)
        .containsExactly(
            "secret under its name: false",
            "keys with the name: true",
            // the directory was new, too
            " with the name: true");
    assertThat(Files.readString(file)).isEqualTo("secret");
    assertThat(names(directory.resolve("keys"))).containsExactly("quotes.key");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  /** Who made it died before he had forced its name; who uses it must not lose it either. */
  @Test
  void whoFindsItThereForcesItsName() throws IOException {
    var file = directory.resolve("quotes.key");
    assertThatThrownBy(() ->
            NewFile.create(
                file,
                "secret",
                path -> {
                  if (Files.isDirectory(path)) throw new IOException("the power is cut");
                }))
        .hasMessage("the power is cut");
    var forced = new ArrayList<Path>();
    NewFile.create(file, "another", forced::add);
    assertThat(forced).containsExactly(directory);
    assertThat(Files.readString(file)).isEqualTo("secret");
  }

  @Test
  void aDiskThatDoesNotTakeItLeavesNoName() throws IOException {
    var file = directory.resolve("quotes.key");
    assertThatThrownBy(() ->
            NewFile.create(
                file,
                "secret",
                _ -> {
                  throw new IOException("no space left");
                }))
        .isInstanceOf(IOException.class);
    assertThat(names(directory)).isEmpty();
  }

  @Test
  void ofManyWhoMakeItOneHas() throws Exception {
    var file = directory.resolve("quotes.key");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made =
          IntStream.range(0, 20)
              .mapToObj(number ->
                  threads.submit(() -> {
                    NewFile.create(file, "secret " + number);
                    return Files.readString(file);
                  }))
              .toList();
      for (var one : made) assertThat(one.get()).isEqualTo(Files.readString(file));
    }
    assertThat(names(directory)).containsExactly("quotes.key");
  }

  @Test
  void aSecretOutlivesARestart() {
    var made = new SecretKeys(directory.toString()).secret("quotes", null);
    assertThat(made).hasSize(32);
    assertThat(new SecretKeys(directory.toString()).secret("quotes", "")).isEqualTo(made);
  }

  /** As a power cut may have left it before files were forced. */
  @ParameterizedTest
  @ValueSource(strings = {"", "c2hvcnQ=", "no base64!"})
  void aTornSecretIsNone(String torn) throws IOException {
    Files.writeString(directory.resolve("quotes.key"), torn);
    var keys = new SecretKeys(directory.toString());
    assertThatThrownBy(() -> keys.secret("quotes", null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds no whole key");
  }

  private static List<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
