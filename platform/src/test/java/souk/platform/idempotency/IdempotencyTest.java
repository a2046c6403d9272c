package souk.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;
import souk.platform.testing.TestNode;

/** One effect and one answer for each key, whatever races or dies. */
class IdempotencyTest {
  private static final int TWINS = 24;

  private static TestNode node;
  private static Idempotency idempotency;

  @BeforeAll
  static void start() {
    node = TestNode.start(TestNode.database(), Map.of("souk.roles", "api"));
    idempotency = node.bean(Idempotency.class, "platform");
    execute("CREATE TABLE platform.effect (subject uuid NOT NULL)");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void concurrentTwinsHaveOneEffectAndTheSameBytes() throws Exception {
    var call = call("twins", "body");
    var answers = race(() -> retried(() -> idempotency.once(call, () -> booked(call.principal()))));
    assertThat(effects(call.principal())).isEqualTo(1);
    assertThat(answers.stream().map(IdempotencyTest::text).distinct()).hasSize(1);
    assertThat(answers.stream().filter(answer -> !answer.replayed())).hasSize(1);
  }

  /** The negative control: the same race without the key has as many effects as twins. */
  @Test
  void withoutTheKeyTheSameRaceHasManyEffects() throws Exception {
    var principal = UUID.randomUUID();
    race(() -> node.bean(Transactions.class).call(() -> booked(principal)));
    assertThat(effects(principal)).isEqualTo(TWINS);
  }

  @Test
  void aTwinIsToldAtOnceThatTheKeyIsInUseAndDoesNotWait() throws Exception {
    var call = call("slow", "body");
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = people.submit(() -> idempotency.once(call, () -> slowly(call, inside, leave)));
      inside.await();
      assertThatThrownBy(() -> idempotency.once(call, () -> booked(call.principal())))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> {
                assertThat(problem.status()).isEqualTo(409);
                assertThat(problem.code()).isEqualTo("key_in_use");
                assertThat(problem.retryAfter()).contains(Duration.ofSeconds(1));
              });
      leave.countDown();
      assertThat(first.get().status()).isEqualTo(202);
    }
    assertThat(effects(call.principal())).isEqualTo(1);
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefusedAndChangesNothing() {
    var call = call("reused", "body");
    idempotency.once(call, () -> booked(call.principal()));
    var other = new IdempotentCall(call.principal(), call.key(), "other".getBytes());
    assertThatThrownBy(() -> idempotency.once(other, () -> booked(call.principal())))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("key_reused"));
    assertThat(effects(call.principal())).isEqualTo(1);
  }

  @Test
  void anotherPrincipalsSameKeyIsAnotherKey() {
    var one = call("shared", "body");
    var two = call("shared", "body");
    idempotency.once(one, () -> booked(one.principal()));
    assertThat(idempotency.once(two, () -> booked(two.principal())).replayed()).isFalse();
    assertThat(effects(two.principal())).isEqualTo(1);
  }

  @Test
  void aCrashBeforeTheCommitLeavesNeitherEffectNorAnswer() {
    var call = call("crash", "body");
    assertThatThrownBy(() ->
            idempotency.once(
                call,
                () -> {
                  booked(call.principal());
                  throw new IllegalStateException("the process dies");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(effects(call.principal())).isZero();
    assertThat(idempotency.once(call, () -> booked(call.principal())).replayed()).isFalse();
  }

  @Test
  void aDecisionIsKeptAndUndoesWhatCameBeforeIt() {
    var call = call("refused", "body");
    var first = idempotency.once(call, () -> refused(call, Problem.refused("sold_out", "Gone.")));
    var second = idempotency.once(call, () -> booked(call.principal()));
    assertThat(first.status()).isEqualTo(422);
    assertThat(second.replayed()).isTrue();
    assertThat(text(second)).isEqualTo(text(first));
    assertThat(effects(call.principal())).isZero();
  }

  /** Use cases begin a transaction, which joins the answer's: their refusal must not doom it. */
  @Test
  void aDecisionOfAUseCaseWithATransactionIsKeptAsWell() {
    var call = call("refused within", "body");
    var soldOut = Problem.refused("sold_out", "Gone.");
    var transactions = node.bean(Transactions.class);
    var first = idempotency.once(call, () -> transactions.call(() -> refused(call, soldOut)));
    assertThat(first.status()).isEqualTo(422);
    assertThat(idempotency.once(call, () -> booked(call.principal())).replayed()).isTrue();
    assertThat(effects(call.principal())).isZero();
  }

  @Test
  void whatMerelyWentWrongIsNotKept() {
    var call = call("away", "body");
    var away = Problem.unavailable("away", "Not now.", Duration.ofSeconds(1));
    assertThatThrownBy(() -> idempotency.once(call, () -> refused(call, away))).isSameAs(away);
    assertThat(idempotency.once(call, () -> booked(call.principal())).status()).isEqualTo(202);
    assertThat(effects(call.principal())).isEqualTo(1);
  }

  private static Answer refused(IdempotentCall call, Problem problem) {
    booked(call.principal());
    throw problem;
  }

  private static Answer slowly(IdempotentCall call, CountDownLatch inside, CountDownLatch leave) {
    inside.countDown();
    try {
      leave.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    return booked(call.principal());
  }

  private static Answer booked(UUID principal) {
    node.bean(Statements.class)
        .update(
            "INSERT INTO platform.effect (subject) VALUES (?)",
            statement -> statement.setObject(1, principal));
    return idempotency.json(202, Map.of(), principal, Map.of("booking", UUID.randomUUID()));
  }

  private static Answer retried(Callable<Answer> call) throws Exception {
    while (true) {
      try {
        return call.call();
      } catch (Problem inUse) {
        assertThat(inUse.code()).isEqualTo("key_in_use");
      }
    }
  }

  private static List<Answer> race(Callable<Answer> racer) throws Exception {
    var start = new CountDownLatch(1);
    try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          IntStream.range(0, TWINS)
              .mapToObj(_ -> racers.submit(() -> after(start, racer)))
              .toList();
      start.countDown();
      var answers = new ArrayList<Answer>();
      for (var one : running) answers.add(one.get());
      return answers;
    }
  }

  private static Answer after(CountDownLatch start, Callable<Answer> racer) throws Exception {
    start.await();
    return racer.call();
  }

  private static IdempotentCall call(String key, String body) {
    return new IdempotentCall(UUID.randomUUID(), key, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static int effects(UUID principal) {
    return node.bean(Statements.class)
        .prepare(
            "SELECT count(*) FROM platform.effect WHERE subject = ?",
            statement -> {
              statement.setObject(1, principal);
              try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
              }
            });
  }

  private static void execute(String sql) {
    node.bean(Statements.class).prepare(sql, statement -> statement.execute());
  }
}
