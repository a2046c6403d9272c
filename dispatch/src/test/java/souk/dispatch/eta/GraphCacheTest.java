package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.eta.Roads.CASINO;
import static souk.dispatch.eta.Roads.MONACO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import souk.dispatch.city.OsmExtract;

@Timeout(120)
class GraphCacheTest {
  @TempDir Path directory;

  @Test
  void theSecondStartLoadsWhatTheFirstHasMade() throws IOException {
    var made = answers(open());
    var home = home();
    var file = Files.readAttributes(home, BasicFileAttributes.class);
    assertThat(answers(open())).isEqualTo(made);
    assertThat(Files.readAttributes(home(), BasicFileAttributes.class).fileKey())
        .as("the same directory")
        .isEqualTo(file.fileKey());
  }

  /** The control of the test above: another extract has a graph of its own. */
  @Test
  void anotherExtractHasAnotherGraph() throws IOException {
    open();
    var first = home();
    var other = new OsmExtract.OnClassPath("monaco-latest-without-changesets.osm.pbf");
    new GraphCache(directory).open(other);
    assertThat(entries()).hasSize(2).contains(first);
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedGraphIsMadeAgain(Damage damage) throws IOException {
    keepACopyOfTheGraph();
    damage.inflictOn(home());
    assertThat(answers(open())).isEqualTo(answers(Roads.graph()));
    assertThat(entries()).hasSize(1);
    assertThat(GraphSeal.unbroken(home())).isTrue();
    assertThat(CarProfile.in(home()).setAllowWrites(false).load()).isTrue();
  }

  @Test
  void manyStartsAtOnceAllGetTheGraphAndKeepOne() throws Exception {
    var expected = answers(Roads.graph());
    try (var threads = Executors.newFixedThreadPool(4)) {
      var starts =
          IntStream.range(0, 4)
              .<Callable<List<RouteAnswer>>>mapToObj(_ -> () -> answers(open()))
              .toList();
      for (var start : threads.invokeAll(starts)) {
        assertThat(start.get()).isEqualTo(expected);
      }
    }
    assertThat(entries()).hasSize(1);
    assertThat(GraphSeal.unbroken(home())).isTrue();
  }

  @Test
  void twoProcessesAtOnceBothGetTheGraphAndKeepOne() throws Exception {
    var one = CacheProcess.start(directory);
    var other = CacheProcess.start(directory);
    assertThat(one.route()).isEqualTo(other.route());
    assertThat(entries()).hasSize(1);
    assertThat(GraphSeal.unbroken(home())).isTrue();
  }

  @Test
  void aProcessKilledDuringItsImportSpoilsNothing() throws Exception {
    var killed = CacheProcess.start(directory);
    await().until(() -> !entries().isEmpty());
    killed.kill();
    assertThat(answers(open())).isEqualTo(answers(Roads.graph()));
    assertThat(GraphSeal.unbroken(home())).isTrue();
  }

  @Test
  void removesWhatWasLeftLongAgoAndNothingElse() throws IOException {
    keepACopyOfTheGraph();
    var leftover = Files.createDirectory(directory.resolve("souk-import-1"));
    Files.createFile(leftover.resolve("nodes"));
    age(2, leftover);
    var running = Files.createDirectory(directory.resolve("souk-import-2"));
    var unused = age(31, Files.createDirectory(directory.resolve("a".repeat(64))));
    var used = age(29, Files.createDirectory(directory.resolve("b".repeat(64))));
    var foreign = age(365, Files.createDirectory(directory.resolve("photographs")));
    open();
    assertThat(leftover).doesNotExist();
    assertThat(unused).doesNotExist();
    assertThat(List.of(running, used, foreign)).allMatch(Files::exists);
  }

  @Test
  void aGraphInUseIsNotTakenForUnused() throws IOException {
    keepACopyOfTheGraph();
    age(29, home());
    open();
    assertThat(Files.getLastModifiedTime(home()).toInstant())
        .isAfter(Instant.now().minus(Duration.ofDays(1)));
  }

  @Test
  void aBrokenExtractIsRefusedAndLeavesNothing() throws IOException {
    var half = directory.resolveSibling("half.osm.pbf");
    try (var in = MONACO.roads().open()) {
      Files.write(half, in.readNBytes(200_000));
    }
    assertThatThrownBy(() -> new GraphCache(directory).open(new OsmExtract.OnDisk(half)))
        .isInstanceOf(Exception.class);
    assertThat(entries()).isEmpty();
  }

  @Test
  void aDirectoryThatCannotBeIsRefused() throws IOException {
    var file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> new GraphCache(file.resolve("graphs")).open(MONACO.roads()))
        .isInstanceOf(IOException.class);
  }

  private RoadGraph open() throws IOException {
    return new GraphCache(directory).open(MONACO.roads());
  }

  private void keepACopyOfTheGraph() throws IOException {
    var original = Roads.home();
    var copy = Files.createDirectory(directory.resolve(original.getFileName()));
    try (var files = Files.list(original)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }

  private List<RouteAnswer> answers(RoadGraph graph) {
    return Roads.places(31, 50).stream().map(place -> graph.route(place, CASINO)).toList();
  }

  private Path home() throws IOException {
    return entries().stream()
        .filter(entry -> entry.getFileName().toString().length() == 64)
        .findFirst()
        .orElseThrow();
  }

  private List<Path> entries() throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static Path age(int days, Path path) throws IOException {
    return Files.setLastModifiedTime(
        path, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  /** What may befall a directory of files. */
  enum Damage {
    FILE_CUT {
      @Override
      void inflictOn(Path graph) throws IOException {
        try (var channel = Files.newByteChannel(graph.resolve("edges"), StandardOpenOption.WRITE)) {
          channel.truncate(channel.size() / 2);
        }
      }
    },
    BYTE_FLIPPED {
      @Override
      void inflictOn(Path graph) throws IOException {
        var bytes = Files.readAllBytes(graph.resolve("geometry"));
        bytes[2_000] ^= 1;
        Files.write(graph.resolve("geometry"), bytes);
      }
    },
    FILE_GONE {
      @Override
      void inflictOn(Path graph) throws IOException {
        Files.delete(graph.resolve("location_index"));
      }
    },
    SEAL_GONE {
      @Override
      void inflictOn(Path graph) throws IOException {
        Files.delete(graph.resolve("souk.seal"));
      }
    },
    EVERYTHING_GONE {
      @Override
      void inflictOn(Path graph) throws IOException {
        try (Stream<Path> files = Files.list(graph)) {
          for (var file : files.toList()) {
            Files.delete(file);
          }
        }
      }
    },
    /** Whole by its seal, but not what GraphHopper would load. */
    SEALED_RUBBISH {
      @Override
      void inflictOn(Path graph) throws IOException {
        Files.writeString(graph.resolve("properties"), "rubbish");
        GraphSeal.put(graph);
      }
    };

    abstract void inflictOn(Path graph) throws IOException;
  }
}
