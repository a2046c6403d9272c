package souk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader may expect of every file. */
class TidyTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final int LINES_MAX = 300;
  private static final List<String> MODULES =
      List.of("platform", "payments", "dispatch", "booking", "server", "embedded", "mobile-sim");

  /** Paths of somebody's machine say nothing to a reader elsewhere. */
  private static final Pattern FOREIGN =
      Pattern.compile("(?<![\\w.])/(work|root|home/\\w+)/|TO" + "DO|FIX" + "ME|@auth" + "or");

  private static final Pattern SCHEMA_WORD =
      Pattern.compile("\\b(platform|payments|dispatch|booking)\\.[a-z_]+");

  private static final Pattern VAGUE_NAME = Pattern.compile(".*(Util|Utils|Helper|Manager)\\.java");

  @Test
  void noProductionFileIsLong() {
    assertThat(files("src/main", ".java", ".sql", ".lua").filter(file -> lines(file) > LINES_MAX))
        .isEmpty();
  }

  @Test
  void noNameIsVague() {
    assertThat(files("src", ".java").filter(file -> VAGUE_NAME.matcher(file.toString()).matches()))
        .isEmpty();
  }

  @Test
  void migrationsStayInTheirModulesSchema() {
    for (var module : MODULES) {
      var migrations = HOME.resolve(module).resolve("src/main/resources/db/migration");
      assertThat(files(migrations, ".sql"))
          .as(module)
          .allMatch(file -> file.startsWith(migrations.resolve(module)))
          .allMatch(file -> file.getFileName().toString().matches("V\\d{3}__[a-z_]+\\.sql"))
          .allMatch(file ->
              SCHEMA_WORD
                  .matcher(statements(file))
                  .results()
                  .allMatch(word -> word.group(1).equals(module)));
    }
  }

  @Test
  void nothingSpeaksOfAnotherMachine() {
    assertThat(
            files("src", ".java", ".sql", ".lua", ".yml", ".yaml", ".xml", ".html", ".js")
                .filter(file -> FOREIGN.matcher(text(file)).find()))
        .isEmpty();
  }

  @Test
  void noModuleReadsAnothersTables() {
    var modules = List.of("payments", "dispatch", "booking");
    for (var module : modules) {
      var others =
          String.join("|", modules.stream().filter(other -> !other.equals(module)).toList());
      var foreign =
          Pattern.compile("\\b(FROM|JOIN|INTO|UPDATE)\\s+(" + others + "|platform)\\.[a-z]");
      assertThat(
              files(HOME.resolve(module).resolve("src/main"), ".java", ".sql")
                  .filter(file -> foreign.matcher(text(file)).find()))
          .as(module)
          .isEmpty();
    }
  }

  private static Stream<Path> files(String below, String... endings) {
    return MODULES.stream().flatMap(module -> files(HOME.resolve(module).resolve(below), endings));
  }

  private static Stream<Path> files(Path directory, String... endings) {
    if (!Files.isDirectory(directory)) return Stream.empty();
    try (var found = Files.walk(directory)) {
      return found
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long lines(Path file) {
    return text(file).lines().count();
  }

  private static String statements(Path file) {
    return text(file).replaceAll("--.*", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
