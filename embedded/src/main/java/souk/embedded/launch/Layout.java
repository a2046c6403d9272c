package souk.embedded.launch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import souk.embedded.engine.Postgres;

/**
 * What a data directory looks like inside, as its marker file says.
 *
 * @param layout grows when files move or change their meaning
 * @param postgresMajor the PostgreSQL whose cluster it holds
 */
record Layout(
    @JsonProperty("layout") int layout, @JsonProperty("postgres_major") int postgresMajor) {
  private static final String MARKER = "souk-data.json";
  private static final Layout CURRENT = new Layout(1, Postgres.MAJOR);
  private static final ObjectMapper JSON = new ObjectMapper();

  static boolean isMarked(Path directory) {
    return Files.exists(directory.resolve(MARKER));
  }

  /**
   * Marks a new directory; accepts a marked one only if we can read it.
   *
   * @throws CannotStart otherwise, with what to do about it
   */
  static void readOrWrite(Path directory) throws IOException {
    var marker = directory.resolve(MARKER);
    if (!Files.exists(marker)) {
      WholeFile.write(marker, JSON.writeValueAsBytes(CURRENT));
      return;
    }
    refuseUnless(directory, read(marker));
  }

  private static Layout read(Path marker) throws IOException {
    try {
      return JSON.readValue(marker.toFile(), Layout.class);
    } catch (JacksonException unreadable) {
      throw new CannotStart(
          marker + " is damaged, so Souk leaves the directory alone; give --data another one.");
    }
  }

  private static void refuseUnless(Path directory, Layout found) {
    if (found.layout > CURRENT.layout) {
      throw new CannotStart(
          "%s was written by a newer Souk (layout %d, this one reads %d); use that one or another --data."
              .formatted(directory, found.layout, CURRENT.layout));
    }
    if (found.layout < CURRENT.layout) {
      throw new CannotStart(
          "%s was written by an older Souk (layout %d) that this one (layout %d) cannot migrate; use another --data."
              .formatted(directory, found.layout, CURRENT.layout));
    }
    if (found.postgresMajor != CURRENT.postgresMajor) {
      throw new CannotStart(
          "%s holds data of PostgreSQL %d and this Souk ships %d; dump it with the old one and use another --data."
              .formatted(directory, found.postgresMajor, CURRENT.postgresMajor));
    }
  }
}
