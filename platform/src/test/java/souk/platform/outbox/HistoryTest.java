package souk.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.TestDatabase;
import souk.platform.identity.Race;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.platform.testing.TestNode;

/** What was committed is remembered once, in its order; what was not never happened. */
class HistoryTest {
  private static final int WRITERS = 12;
  private static final int CHANGES = 30;
  private static final UUID ORDER = UUID.randomUUID();

  private TestDatabase database;
  private TestNode one;

  @BeforeEach
  void start() {
    database = TestNode.database();
    one = TestNode.start(database);
    execute(
        "CREATE TABLE platform.counter (id uuid PRIMARY KEY, version bigint NOT NULL DEFAULT 0)");
  }

  @AfterEach
  void stop() {
    one.close();
  }

  /** Two nodes write and relay; a third of the changes is rolled back after its event was added. */
  @Test
  void noEventIsLostAndNoneIsThereTwiceHoweverManyWriteAndGiveUp() {
    try (var two = TestNode.start(database)) {
      var committed = new ConcurrentHashMap<UUID, List<Long>>();
      var aggregates = IntStream.range(0, 5).mapToObj(_ -> aggregate()).toList();
      Race.of(
          WRITERS,
          writer -> {
            var node = writer % 2 == 0 ? one : two;
            for (int n = 0; n < CHANGES; n++) {
              change(node, aggregates.get((writer + n) % 5), n % 3 == 0, committed);
            }
            return writer;
          });
      await().atMost(Duration.ofSeconds(30)).until(() -> count("outbox") == 0);
      assertThat(remembered(aggregates)).isEqualTo(sorted(committed));
      assertThat(count("history")).isEqualTo(WRITERS * CHANGES * 2 / 3);
    }
  }

  /** The negative control: an event that is remembered beside its transaction. */
  @Test
  void aHistoryWrittenOutsideTheTransactionTellsWhatNeverHappened() {
    var aggregate = aggregate();
    var transactions = one.bean(Transactions.class);
    try {
      transactions.run(() -> {
        version(aggregate);
        Race.of(1, _ -> remember(aggregate));
        throw new GivenUp();
      });
    } catch (GivenUp expected) {
      assertThat(remembered(List.of(aggregate))).isNotEmpty();
    }
  }

  @Test
  void anEventIsFoundByItsOrderAndByTheBeginningOfItsType() {
    var part = UUID.randomUUID();
    one.bean(Transactions.class)
        .run(() -> {
          outbox(one).add(part, 1, ORDER, "charge.authorized", Map.of("n", 1));
          outbox(one).add(ORDER, 1, "ride.requested", Map.of());
          outbox(one).add(part, 2, ORDER, "charge.captured", Map.of("n", 2));
        });
    var history = one.bean(History.class, "platform");
    assertThat(history.of(ORDER, "charge.", 10))
        .extracting(event -> event.type() + " " + event.aggregateVersion() + event.payload())
        .containsExactly("charge.authorized 1{\"n\":1}", "charge.captured 2{\"n\":2}");
    assertThat(history.of(ORDER, "", 2)).hasSize(2);
    assertThat(history.of(part, "", 10)).isEmpty();
  }

  @Test
  void whatIsOlderThanTheRetentionIsForgottenAndNothingElse() {
    var old = aggregate();
    var young = aggregate();
    change(one, old, false, new ConcurrentHashMap<>());
    change(one, young, false, new ConcurrentHashMap<>());
    execute(
        "UPDATE platform.history SET at = at - interval '401 days' WHERE order_id = '" + old + "'");
    one.bean(HistoryForgetting.class).forget();
    assertThat(remembered(List.of(old, young))).containsOnlyKeys(young);
  }

  private static final class GivenUp extends RuntimeException {}

  private UUID aggregate() {
    var id = UUID.randomUUID();
    execute("INSERT INTO platform.counter (id) VALUES ('" + id + "')");
    return id;
  }

  private void change(TestNode node, UUID id, boolean givesUp, Map<UUID, List<Long>> committed) {
    try {
      var version =
          node.bean(Transactions.class)
              .call(() -> {
                var next = version(node, id);
                outbox(node).add(id, next, "test.changed", Map.of());
                if (givesUp) throw new GivenUp();
                return next;
              });
      committed.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>()).add(version);
    } catch (GivenUp rolledBack) {
      assertThat(givesUp).isTrue();
    }
  }

  private long version(UUID id) {
    return version(one, id);
  }

  private static long version(TestNode node, UUID id) {
    return node.bean(Statements.class)
        .prepare(
            "UPDATE platform.counter SET version = version + 1 WHERE id = ? RETURNING version",
            statement -> {
              statement.setObject(1, id);
              var row = statement.executeQuery();
              row.next();
              return row.getLong(1);
            });
  }

  /** In a transaction of its own, as a program that had two connections would. */
  private int remember(UUID id) {
    return one.bean(Statements.class)
        .update(
            """
            INSERT INTO platform.history
              (id, order_id, aggregate_id, aggregate_version, type, payload, at)
            VALUES (?, ?, ?, 1, 'test.changed', '{}', clock_timestamp())
            """,
            statement -> {
              statement.setObject(1, UuidCreator.getTimeOrderedEpoch());
              statement.setObject(2, id);
              statement.setObject(3, id);
            });
  }

  private Map<UUID, List<Long>> remembered(List<UUID> aggregates) {
    var history = one.bean(History.class, "platform");
    var found = new ConcurrentHashMap<UUID, List<Long>>();
    for (var id : aggregates) {
      var versions =
          history.of(id, "test.", 1_000).stream().map(DomainEvent::aggregateVersion).toList();
      if (!versions.isEmpty()) found.put(id, versions);
    }
    return found;
  }

  private static Map<UUID, List<Long>> sorted(Map<UUID, List<Long>> versions) {
    var sorted = new ConcurrentHashMap<UUID, List<Long>>();
    versions.forEach((id, all) -> sorted.put(id, all.stream().sorted().toList()));
    return sorted;
  }

  private static Outbox outbox(TestNode node) {
    return node.bean(Outbox.class, "platform");
  }

  private int count(String table) {
    return one.bean(Statements.class)
        .prepare(
            "SELECT count(*) FROM platform." + table,
            statement -> {
              var row = statement.executeQuery();
              row.next();
              return row.getInt(1);
            });
  }

  private void execute(String sql) {
    one.bean(Statements.class)
        .<Boolean>onConnection(connection -> connection.createStatement().execute(sql));
  }
}
