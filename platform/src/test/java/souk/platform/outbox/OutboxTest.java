package souk.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.TestDatabase;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.platform.testing.TestNode;

/** Events arrive at least once, in order per aggregate, and have one effect. */
class OutboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int AGGREGATES = 40;
  private static final int EVENTS = 25;

  private TestDatabase database;
  private TestNode one;

  @BeforeEach
  void start() {
    database = TestNode.database();
    one = TestNode.start(database, Map.of("souk.test.outbox", true));
    one.bean(Statements.class)
        .<Boolean>onConnection(connection ->
            connection
                .createStatement()
                .execute(
                    "CREATE TABLE platform.effect (aggregate_id uuid, version bigint, seq"
                        + " bigserial)"));
  }

  @AfterEach
  void stop() {
    one.close();
  }

  @Test
  void everyEventHasOneEffectInOrderAlthoughHandlersFailAndTwoNodesRelay() {
    try (var two = TestNode.start(database, Map.of("souk.test.outbox", true))) {
      publish(List.of(one, two));
      await().atMost(PATIENCE).until(() -> waiting(one) == 0);
      assertThat(effects(one)).isEqualTo(expected());
      assertThat(Stream.of(one, two).flatMap(OutboxTest::heard).distinct())
          .as("what listeners hear, who fail as well and hold nobody up")
          .containsExactlyInAnyOrderElementsOf(everyEvent().toList());
    }
  }

  private static Stream<String> heard(TestNode node) {
    return node.bean(TestHandlers.Listener.class).heard.stream();
  }

  private static Stream<String> everyEvent() {
    return expected().entrySet().stream()
        .flatMap(of -> of.getValue().stream().map(version -> of.getKey() + " " + version));
  }

  /** The negative control: without the inbox's key the same run has double effects. */
  @Test
  void withoutTheInboxARedeliveredEventHasASecondEffect() {
    execute(one, "ALTER TABLE platform.inbox DROP CONSTRAINT inbox_pkey");
    publish(List.of(one));
    await().atMost(PATIENCE).until(() -> waiting(one) == 0);
    assertThat(effects(one)).isNotEqualTo(expected());
  }

  @Test
  void anEventThatKeepsFailingHoldsBackItsOwnAggregateOnly() {
    var recorder = one.bean(TestHandlers.Recorder.class);
    var stuck = UUID.randomUUID();
    recorder.poison.add(stuck);
    emit(one, stuck, 1);
    emit(one, stuck, 2);
    var others = IntStream.range(0, 20).mapToObj(_ -> UUID.randomUUID()).toList();
    others.forEach(id -> emit(one, id, 1));
    await().atMost(PATIENCE).until(() -> waiting(one) == 2);
    assertThat(effects(one)).doesNotContainKey(stuck).containsOnlyKeys(others);
    recorder.poison.clear();
    await().atMost(PATIENCE).until(() -> waiting(one) == 0);
    assertThat(effects(one).get(stuck)).containsExactly(1L, 2L);
  }

  /** As when the process dies between the handlers' effects and the deletion. */
  @Test
  void whatWasDoneAndNotForgottenComesAgainWithoutASecondEffect() {
    execute(
        one,
        """
        CREATE SEQUENCE platform.refusal;
        CREATE FUNCTION platform.refuse() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN PERFORM nextval(''platform.refusal''); RAISE EXCEPTION ''not yet''; END';
        CREATE TRIGGER refuse BEFORE DELETE ON platform.outbox
          FOR EACH ROW EXECUTE FUNCTION platform.refuse();
        """);
    publish(List.of(one));
    await().atMost(PATIENCE).until(() -> refusals(one) > 3L * Outbox.LANES);
    execute(one, "DROP TRIGGER refuse ON platform.outbox");
    await().atMost(PATIENCE).until(() -> waiting(one) == 0);
    assertThat(effects(one)).isEqualTo(expected());
  }

  @Test
  void anEventOfARolledBackChangeNeverLeaves() {
    var outbox = one.bean(Outbox.class, "platform");
    var transactions = one.bean(Transactions.class);
    try {
      transactions.run(() -> {
        outbox.add(UUID.randomUUID(), 1, "test.happened", Map.of());
        throw new IllegalStateException("crash before commit");
      });
    } catch (IllegalStateException crash) {
      assertThat(waiting(one)).isZero();
    }
    emit(one, UUID.randomUUID(), 1);
    await().atMost(PATIENCE).until(() -> effects(one).size() == 1);
  }

  private void publish(List<TestNode> nodes) {
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AGGREGATES; i++) {
        var id = new UUID(i, i);
        var node = nodes.get(i % nodes.size());
        people.execute(
            () -> LongStream.rangeClosed(1, EVENTS).forEach(version -> emit(node, id, version)));
      }
    }
  }

  private static Map<UUID, List<Long>> expected() {
    var versions = LongStream.rangeClosed(1, EVENTS).boxed().toList();
    var expected = new ConcurrentHashMap<UUID, List<Long>>();
    IntStream.range(0, AGGREGATES).forEach(i -> expected.put(new UUID(i, i), versions));
    return expected;
  }

  private static void emit(TestNode node, UUID id, long version) {
    node.bean(Transactions.class)
        .run(() -> node.bean(Outbox.class, "platform").add(id, version, "test.happened", Map.of()));
  }

  private static long refusals(TestNode node) {
    return node.bean(Statements.class)
        .prepare(
            "SELECT last_value FROM platform.refusal",
            statement -> {
              var row = statement.executeQuery();
              row.next();
              return row.getLong(1);
            });
  }

  private static int waiting(TestNode node) {
    return node.bean(Statements.class)
        .prepare(
            "SELECT count(*) FROM platform.outbox WHERE type = 'test.happened'",
            statement -> {
              var row = statement.executeQuery();
              row.next();
              return row.getInt(1);
            });
  }

  private static Map<UUID, List<Long>> effects(TestNode node) {
    return node.bean(Statements.class)
        .prepare(
            "SELECT * FROM platform.effect ORDER BY seq",
            statement -> {
              var effects = new ConcurrentHashMap<UUID, List<Long>>();
              var rows = statement.executeQuery();
              while (rows.next()) {
                effects
                    .computeIfAbsent(
                        rows.getObject("aggregate_id", UUID.class),
                        _ -> new CopyOnWriteArrayList<>())
                    .add(rows.getLong("version"));
              }
              return effects;
            });
  }

  private static void execute(TestNode node, String sql) {
    node.bean(Statements.class)
        .<Boolean>onConnection(connection -> connection.createStatement().execute(sql));
  }
}
