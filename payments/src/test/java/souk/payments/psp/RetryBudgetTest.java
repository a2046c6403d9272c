package souk.payments.psp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;
import souk.payments.psp.PspOutcome.Retryable;
import souk.payments.psp.PspOutcome.Succeeded;
import souk.platform.tracing.Traces;

/** What has waited for the provider does not come all at once, whoever it is that asks. */
class RetryBudgetTest {
  private static final int PER_SECOND = 5;
  private static final int WAITING = 200;

  private static PaymentsNode node;

  private PspGuard guard;

  private final List<PspKey> keys =
      Stream.generate(() -> PspKey.of(UUID.randomUUID(), "refund", 1)).limit(WAITING).toList();

  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean answers;

  @BeforeAll
  static void open() {
    node = PaymentsNode.start(PaymentsNode.database(), "http://127.0.0.1:1", Map.of());
  }

  @BeforeEach
  void aGuardOfItsOwn() {
    guard =
        new PspGuard(
            "test",
            1000,
            Duration.ofSeconds(1),
            PER_SECOND,
            new SimpleMeterRegistry(),
            node.bean(Traces.class));
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void theFirstAttemptIsFree() {
    keys.forEach(this::ask);
    assertThat(asked).hasValue(WAITING);
  }

  @Test
  void whatIsAskedAgainWaitsForItsTurn() {
    keys.forEach(this::ask);
    answers = true;
    var again = keys.stream().map(this::ask).toList();
    assertThat(asked.get() - WAITING).isBetween(PER_SECOND, WAITING / 2);
    assertThat(again)
        .contains(new Succeeded<>("done"))
        .contains(new Retryable<>(Hindrance.RETRIES_SPENT));
    // who comes for the first time waits for none of them
    assertThat(ask(PspKey.of(UUID.randomUUID(), "capture", 1))).isEqualTo(new Succeeded<>("done"));
  }

  @Test
  void itIsOneBudgetForAllWhoAskAtOnce() throws Exception {
    keys.forEach(this::ask);
    answers = true;
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      workers.invokeAll(keys.stream().<Callable<Object>>map(key -> () -> ask(key)).toList());
    }
    assertThat(asked.get() - WAITING).isBetween(PER_SECOND, WAITING / 2);
  }

  @Test
  void everyoneComesInTheEndAndIsNewAgain() {
    var few = keys.subList(0, 2 * PER_SECOND);
    few.forEach(this::ask);
    answers = true;
    few.forEach(key -> await().until(() -> ask(key).equals(new Succeeded<>("done"))));
    var before = asked.get();
    keys.subList(0, 2 * PER_SECOND).forEach(this::ask);
    assertThat(asked).hasValue(before + 2 * PER_SECOND);
  }

  @Test
  void questionsTakeFromItToo() {
    for (var n = 0; n < WAITING; n++) look("re_" + n);
    var before = asked.get();
    for (var n = 0; n < WAITING; n++) look("re_" + n);
    assertThat(asked.get() - before).isBetween(PER_SECOND, WAITING / 2);
  }

  private PspOutcome<String> ask(PspKey key) {
    return guard.write(
        "refund",
        key,
        () -> {
          asked.incrementAndGet();
          return answers ? new Succeeded<>("done") : new Retryable<>(Hindrance.TOO_MANY_REQUESTS);
        });
  }

  private void look(String reference) {
    guard.<String>read(
        "retrieve_refund",
        reference,
        () -> {
          asked.incrementAndGet();
          return new Lookup.Unavailable<>(Hindrance.TOO_MANY_REQUESTS);
        });
  }
}
