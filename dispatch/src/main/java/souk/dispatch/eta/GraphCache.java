package souk.dispatch.eta;

import com.graphhopper.GraphHopper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.city.OsmExtract;

/**
 * Road graphs on disk, each under the fingerprint of its extract and profile, so that only the
 * first start makes them. Any number of processes may share the directory: each makes a missing
 * graph aside and moves it into place whole.
 */
final class GraphCache {
  private static final Logger log = LoggerFactory.getLogger(GraphCache.class);

  private static final String WORKSHOP = "souk-import-";

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  /** No import takes as long; what is older was left by a process that was killed. */
  private static final Duration WORKSHOP_AGE_MAX = Duration.ofDays(1);

  /** A graph that no start has asked for in this time belongs to an extract that is gone. */
  private static final Duration UNUSED_MAX = Duration.ofDays(30);

  private final Path directory;

  GraphCache(Path directory) {
    this.directory = directory;
  }

  /**
   * The extract's graph, from disk if it is there undamaged, else made and kept.
   *
   * @throws IOException when the extract cannot be read or the directory not be written
   */
  RoadGraph open(OsmExtract extract) throws IOException {
    Files.createDirectories(directory);
    sweep();
    var cached = load(home(extract));
    return new RoadGraph(cached.isPresent() ? cached.get() : make(extract));
  }

  /** Where the extract's graph is kept, be it there or not. */
  Path home(OsmExtract extract) throws IOException {
    return directory.resolve(copy(extract, OutputStream.nullOutputStream()));
  }

  private Optional<GraphHopper> load(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      return Optional.empty();
    }
    try {
      var hopper = CarProfile.in(home).setAllowWrites(false);
      if (GraphSeal.unbroken(home) && hopper.load()) {
        touch(home);
        return Optional.of(hopper);
      }
      log.warn("The road graph in {} is damaged and is made again.", home);
    } catch (IOException | RuntimeException unreadable) {
      log.warn("The road graph in {} cannot be loaded and is made again.", home, unreadable);
    }
    discard(home);
    return Optional.empty();
  }

  /** Aside first and at once, so that no other process loads what is being deleted. */
  private void discard(Path home) throws IOException {
    var workshop = Files.createTempDirectory(directory, WORKSHOP);
    try {
      Files.move(home, workshop.resolve("damaged"), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      log.debug("{} is gone already", home);
    } finally {
      delete(workshop);
    }
  }

  private GraphHopper make(OsmExtract extract) throws IOException {
    var workshop = Files.createTempDirectory(directory, WORKSHOP);
    try {
      var copy = workshop.resolve("extract.osm.pbf");
      var fingerprint = copy(extract, Files.newOutputStream(copy));
      var graph = workshop.resolve("graph");
      var hopper = CarProfile.in(graph).setOSMFile(copy.toString()).importOrLoad();
      GraphSeal.put(graph);
      publish(graph, directory.resolve(fingerprint));
      return hopper;
    } finally {
      delete(workshop);
    }
  }

  /**
   * Moves the graph into place, unless another process was faster. It is in memory already, so that
   * a failure costs the next start time and no more.
   */
  private static void publish(Path graph, Path home) {
    try {
      Files.move(graph, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException occupied) {
      log.info("The road graph was not put in {}: {}", home, occupied.toString());
    }
  }

  /** Copies the extract and answers its fingerprint; both streams are closed. */
  private static String copy(OsmExtract extract, OutputStream to) throws IOException {
    var digest = sha256();
    digest.update(CarProfile.VERSION.getBytes(StandardCharsets.UTF_8));
    try (var out = new DigestOutputStream(to, digest);
        var in = extract.open()) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  private void sweep() throws IOException {
    try (var entries = Files.list(directory)) {
      entries.filter(GraphCache::abandoned).forEach(GraphCache::delete);
    }
  }

  /** Only what this class has named: the directory may hold other things. */
  private static boolean abandoned(Path entry) {
    var name = entry.getFileName().toString();
    return (name.startsWith(WORKSHOP) && olderThan(WORKSHOP_AGE_MAX, entry))
        || (FINGERPRINT.matcher(name).matches() && olderThan(UNUSED_MAX, entry));
  }

  private static boolean olderThan(Duration age, Path entry) {
    try {
      return Files.getLastModifiedTime(entry).toInstant().isBefore(Instant.now().minus(age));
    } catch (IOException _) {
      return false;
    }
  }

  private static void touch(Path home) {
    try {
      Files.setLastModifiedTime(home, FileTime.from(Instant.now()));
    } catch (IOException readOnly) {
      log.debug("{} is not marked as used: {}", home, readOnly.toString());
    }
  }

  private static void delete(Path tree) {
    try (var files = Files.walk(tree)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException inUse) {
      log.info("{} is not removed: {}", tree, inUse.toString());
    }
  }
}
