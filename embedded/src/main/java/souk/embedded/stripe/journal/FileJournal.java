package souk.embedded.stripe.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import souk.embedded.stripe.account.Change;
import souk.embedded.stripe.account.Event;
import souk.embedded.stripe.account.Journal;
import souk.embedded.stripe.intent.ChargeState;
import souk.embedded.stripe.intent.IntentState;
import souk.embedded.stripe.money.Recorded;

/**
 * An append-only file of JSON lines, one line per request that changed something. The page cache
 * survives a kill, so there is no fsync: only the machine's own death can lose the last lines.
 */
public final class FileJournal implements Journal {
  private static final byte[] HEADER =
      "{\"journal\":\"souk stripe twin\",\"version\":2}\n".getBytes(StandardCharsets.UTF_8);

  private static final TypeReference<List<Change>> LINE = new TypeReference<>() {};
  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectReader READER = MAPPER.readerFor(LINE);
  private static final ObjectWriter WRITER = MAPPER.writerFor(LINE);

  /** Not a channel: one interrupted thread would close a channel for all others. */
  private final RandomAccessFile file;

  private long end;

  private FileJournal(RandomAccessFile file, long end) {
    this.file = file;
    this.end = end;
  }

  /**
   * Opens a journal, or begins it, and hands over what it holds.
   *
   * @throws IOException in one sentence, when the file is another twin's, not a journal, or damaged
   *     anywhere but in an unfinished last line, which nobody was ever told of
   */
  public static FileJournal open(Path path, Consumer<Change> replay) throws IOException {
    var parent = path.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    var file = new RandomAccessFile(path.toFile(), "rw");
    try {
      lock(file, path);
      var journal = new FileJournal(file, replay(file, path, replay));
      if (journal.end == 0) journal.clear();
      file.setLength(journal.end);
      return journal;
    } catch (IOException | RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  private static void lock(RandomAccessFile file, Path path) throws IOException {
    try {
      if (file.getChannel().tryLock() != null) return;
    } catch (OverlappingFileLockException inThisProcess) {
      throw new IOException("the journal " + path + " is in use by another twin", inThisProcess);
    }
    throw new IOException("the journal " + path + " is in use by another twin");
  }

  /**
   * Answers where the last whole line ends. Reads through the locked file: closing any other handle
   * of it would give the process's lock away.
   */
  private static long replay(RandomAccessFile file, Path path, Consumer<Change> replay)
      throws IOException {
    var lines = new WholeLines(new FileInputStream(file.getFD()));
    var header = lines.next();
    if (header == null) return 0;
    if (!header.equals(ByteBuffer.wrap(HEADER))) {
      throw new IOException(path + " is not a journal that this version of the twin can read");
    }
    return replayLines(path, lines, replay);
  }

  private static long replayLines(Path path, WholeLines lines, Consumer<Change> replay)
      throws IOException {
    long end = HEADER.length;
    int number = 2;
    for (var line = lines.next(); line != null; line = lines.next()) {
      try {
        READER
            .<List<Change>>readValue(line.array(), line.position(), line.remaining())
            .forEach(replay);
      } catch (JsonProcessingException damaged) {
        throw new IOException("the journal " + path + " is damaged in line " + number, damaged);
      }
      end += line.remaining();
      number++;
    }
    return end;
  }

  @Override
  public synchronized void append(List<Change> changes) throws IOException {
    if (changes.isEmpty()) return;
    var line = (WRITER.writeValueAsString(changes) + "\n").getBytes(StandardCharsets.UTF_8);
    // by position: a line that failed half-way is overwritten by the next one
    file.seek(end);
    file.write(line);
    end += line.length;
  }

  @Override
  public synchronized void clear() throws IOException {
    file.setLength(0);
    file.write(HEADER);
    end = HEADER.length;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static ObjectMapper mapper() {
    var mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            // milliseconds as numbers: reading instants as text would take most of a restart's time
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(Change.class, Named.class)
            .addMixIn(IntentState.class, Named.class)
            .addMixIn(ChargeState.class, Named.class)
            .addMixIn(Event.Subject.class, Named.class)
            .addMixIn(Recorded.class, Named.class)
            .build();
    mapper.registerSubtypes(Change.class.getPermittedSubclasses());
    mapper.registerSubtypes(IntentState.class.getPermittedSubclasses());
    mapper.registerSubtypes(ChargeState.class.getPermittedSubclasses());
    mapper.registerSubtypes(Event.Subject.class.getPermittedSubclasses());
    mapper.registerSubtypes(Recorded.class.getPermittedSubclasses());
    return mapper;
  }

  /** Each kind of a sealed type says in the journal which it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface Named {}
}
