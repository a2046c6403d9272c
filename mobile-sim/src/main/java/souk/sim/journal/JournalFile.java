package souk.sim.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import souk.sim.client.Wire;
import souk.sim.plan.Person;

/** The journals of all phones of a run in one file of JSON lines, in the order of time. */
public final class JournalFile implements Journal.Keeper, AutoCloseable {
  private final Path file;
  private final BufferedWriter writer;

  private record Line(Instant at, String phone, Entry line) {}

  /**
   * Creates {@code journal.jsonl} in a directory, with the directory.
   *
   * @throws IOException when it cannot be created
   */
  public JournalFile(Path directory) throws IOException {
    file = Files.createDirectories(directory).resolve("journal.jsonl");
    writer = Files.newBufferedWriter(file);
  }

  /** Where the lines are. */
  public Path file() {
    return file;
  }

  @Override
  public void keep(Instant at, Person phone, Entry entry) {
    var line = Wire.write(new Line(at, phone.name(), entry));
    synchronized (writer) {
      try {
        writer.write(line);
        writer.newLine();
        // handed to the operating system at once: it must survive the death of the simulator
        writer.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (writer) {
      writer.close();
    }
  }
}
