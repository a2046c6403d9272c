package souk.dispatch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.drive.DriveTrip;
import souk.platform.problem.Problem;

/** Whoever writes at the same time, both read one order, and each message once. */
class ChatRaceTest {
  private static final int EACH = 40;

  private static ChatCity chat;

  @BeforeAll
  static void open() {
    chat = ChatCity.open(Map.of("souk.chat.per-minute", 1_000));
  }

  @AfterAll
  static void close() {
    chat.close();
  }

  @Test
  void twoWhoWriteAtOnceReadOneOrderWithoutGaps() throws Exception {
    var pair = chat.pair();
    var writers = List.of(pair.rider(), pair.driver(), pair.rider(), pair.driver());
    together(4, n -> write(writers.get(n), pair.trip(), n));

    var read = chat.page(pair.rider(), pair.trip()).messages();
    assertThat(read).isEqualTo(chat.page(pair.driver(), pair.trip()).messages());
    assertThat(read.stream().map(ChatMessage::seq))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 4 * EACH).boxed().toList());
    for (int n = 0; n < 4; n++) {
      var prefix = n + ":";
      assertThat(read.stream().map(ChatMessage::text).filter(text -> text.startsWith(prefix)))
          .as("each in the order he wrote")
          .containsExactlyElementsOf(
              IntStream.range(0, EACH).mapToObj(number -> prefix + number).toList());
    }
  }

  @Test
  void aMessageThatIsSentAgainAndAgainIsThereOnce() throws Exception {
    var pair = chat.pair();
    var ids = IntStream.range(0, 10).mapToObj(_ -> UUID.randomUUID()).toList();
    var answers =
        together(
            8, _ -> ids.stream().map(id -> chat.send(pair.rider(), pair.trip(), id, "m")).toList());
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.getFirst()));
    assertThat(chat.page(pair.driver(), pair.trip()).messages())
        .extracting(ChatMessage::id)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(
            chat.city.value(
                "SELECT count(*) FROM dispatch.outbox WHERE type = 'chat.message_sent'"
                    + " AND aggregate_id = (SELECT id FROM dispatch.chat WHERE trip_id = ?)",
                pair.trip()))
        .isEqualTo(10L);
  }

  /** The negative control: numbers taken without the lock, by the same SQL otherwise. */
  @Test
  void withoutTheLockTwoMessagesHaveOnePlace() throws Exception {
    var pair = chat.pair();
    chat.send(pair.rider(), pair.trip(), "first");
    chat.city.sql("ALTER TABLE dispatch.chat_message DROP CONSTRAINT chat_message_key");
    try {
      var seen = new CyclicBarrier(2);
      together(2, n -> carelessly(pair, n, seen));
      assertThat(chat.page(pair.rider(), pair.trip()).messages().stream().map(ChatMessage::seq))
          .containsExactly(1L, 2L, 2L);
    } finally {
      chat.city.sql("DELETE FROM dispatch.chat_message WHERE trip_id = ?", pair.trip());
      chat.city.sql(
          "ALTER TABLE dispatch.chat_message"
              + " ADD CONSTRAINT chat_message_key PRIMARY KEY (trip_id, driver_id, seq)");
    }
  }

  /** The trip's row decides: a message is stored for the driver who had the trip, or refused. */
  @Test
  void aMessageAgainstTheDriverWhoLeavesIsHisOrNobodys() throws Exception {
    var drive = chat.city.bean(DriveTrip.class);
    for (int round = 0; round < 12; round++) {
      var pair = chat.pair();
      var answers =
          together(
              2, n -> n == 0 ? sent(pair) : drive.giveBack(pair.driver(), pair.trip(), "x").name());
      var stored =
          chat.city.rows(
              "SELECT driver_id FROM dispatch.chat_message WHERE trip_id = ?", pair.trip());
      assertThat(answers.getFirst()).isIn("sent", "chat_closed");
      assertThat(stored).hasSize(answers.getFirst().equals("sent") ? 1 : 0);
      assertThat(stored).allMatch(row -> pair.driver().equals(row.get("driver_id")));
      var next = chat.drivenBy(pair.trip());
      assertThat(chat.texts(next, pair.trip())).isEmpty();
    }
  }

  private static int write(UUID person, UUID trip, int writer) {
    for (int n = 0; n < EACH; n++) chat.send(person, trip, writer + ":" + n);
    return writer;
  }

  private static String sent(ChatCity.Pair pair) {
    try {
      chat.send(pair.rider(), pair.trip(), "where are you?");
      return "sent";
    } catch (Problem refused) {
      return refused.code();
    }
  }

  private static int carelessly(ChatCity.Pair pair, int writer, CyclicBarrier seen)
      throws Exception {
    var last =
        (long) chat.city.value("SELECT last_seq FROM dispatch.chat WHERE trip_id = ?", pair.trip());
    seen.await();
    return chat.city.sql(
        """
        INSERT INTO dispatch.chat_message (city_id, trip_id, driver_id, seq, author, id, text)
        VALUES ('monaco', ?, ?, ?, 'RIDER', ?, 'careless')
        """,
        pair.trip(),
        pair.driver(),
        last + 1,
        new UUID(7, writer));
  }

  private interface Deed<T> {
    T by(int number) throws Exception;
  }

  private static <T> List<T> together(int people, Deed<T> deed) throws Exception {
    var start = new CyclicBarrier(people);
    try (var threads = Executors.newFixedThreadPool(people)) {
      var all = new ArrayList<Future<T>>();
      for (int n = 0; n < people; n++) {
        var number = n;
        Callable<T> run =
            () -> {
              start.await();
              return deed.by(number);
            };
        all.add(threads.submit(run));
      }
      return all.stream().map(ChatRaceTest::result).toList();
    }
  }

  private static <T> T result(Future<T> run) {
    try {
      return run.get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
