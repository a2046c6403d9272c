package souk.payments.psp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.TestDatabase;
import souk.payments.PaymentsNode;
import souk.payments.charge.Charges;
import souk.payments.psp.PspOutcome.Succeeded;
import souk.payments.psp.PspOutcome.Unknown;
import souk.platform.problem.Problem;

/**
 * Processes on one database, of which only workers call the provider. None runs by itself: a pass
 * is made where the test says so.
 */
class BreakersTest {
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final int FAILURES = 10;

  private final TestDatabase database = PaymentsNode.database();
  private final List<PaymentsNode> nodes = new ArrayList<>();

  private PaymentsNode api;

  @BeforeEach
  void open() {
    api = node("api", PAUSE);
  }

  @AfterEach
  void close() {
    nodes.forEach(PaymentsNode::close);
  }

  @Test
  void aProcessThatNeverCallsRefusesWhileTheOnlyWorkerLeavesTheProviderAlone() {
    var worker = worker();
    fail(worker);
    pass(worker);
    // the control: whoever has not read what was said lets everyone in
    assertThat(leftAlone(api)).isNull();
    api.bean(Charges.class).requireProvider();

    pass(api);

    assertThat(api.bean(PspGuard.class).leftAlone()).isEmpty();
    assertThatThrownBy(api.bean(Charges.class)::requireProvider)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.retryAfter().orElseThrow())
                  .isPositive()
                  .isLessThanOrEqualTo(PAUSE);
            });
  }

  @Test
  void itsOwnBreakerCountsAtOnce() {
    var worker = worker();
    fail(worker);
    assertThat(leftAlone(worker)).isPositive();
    fail(api);
    assertThat(leftAlone(api)).isPositive();
  }

  @Test
  void oneOfTwoWorkersClosesNothingAndBothDo() {
    var sick = worker();
    var sound = worker();
    fail(sick);
    passAll(sick, sound);
    assertThat(leftAlone(api)).isNull();
    assertThat(leftAlone(sound)).isNull();

    fail(sound);
    passAll(sound);
    assertThat(leftAlone(api)).isPositive();
  }

  /** It has no better network than they, only nothing to say. */
  @Test
  void whatAProcessThatMakesNoPaymentsThinksIsNotSaid() {
    var worker = worker();
    fail(worker);
    passAll(worker, node("api", PAUSE));
    assertThat(api.text("SELECT count(*) FROM payments.psp_breaker")).isEqualTo("1");
    assertThat(leftAlone(api)).isPositive();
  }

  @Test
  void itIsOverOnceTheProviderAnswersAgain() {
    var worker = node("worker", Duration.ofMillis(100));
    fail(worker);
    await().until(() -> leftAlone(worker) == null);
    passAll(worker);
    assertThat(state()).isEqualTo("TRYING");
    assertThat(leftAlone(api)).isNull();

    for (var call = 0; call < FAILURES; call++) call(worker, true);
    passAll(worker);
    assertThat(state()).isEqualTo("CLOSED");
    assertThat(leftAlone(api)).isNull();
  }

  /** One that tries does not know yet; the other still does. */
  @Test
  void oneThatTriesOpensNothingWhileAnotherIsOpen() {
    var trying = node("worker", Duration.ofMillis(100));
    fail(trying);
    await().until(() -> leftAlone(trying) == null);
    var open = worker();
    fail(open);
    passAll(trying, open);
    assertThat(leftAlone(api)).isPositive();

    for (var call = 0; call < FAILURES; call++) call(trying, true);
    passAll(trying);
    assertThat(leftAlone(api)).isNull();
  }

  @Test
  void whatADeadWorkerSaidLapses() {
    var dead = worker();
    fail(dead);
    passAll(dead);
    assertThat(leftAlone(api)).isPositive();
    agesBy("11 s");
    pass(api);
    assertThat(leftAlone(api)).isNull();
  }

  @Test
  void aDeadWorkerThatWasWellKeepsNothingOpen() {
    passAll(worker());
    agesBy("11 s");
    var sick = worker();
    fail(sick);
    passAll(sick);
    assertThat(leftAlone(api)).isPositive();
  }

  @Test
  void aPauseThatIsOverIsOverThoughNobodySaysSo() {
    var worker = worker();
    fail(worker);
    passAll(worker);
    api.sql("UPDATE payments.psp_breaker SET left_alone_until = clock_timestamp()");
    pass(api);
    assertThat(leftAlone(api)).isNull();
  }

  /** Nothing is said and nothing heard; calls are made, and each goes by its own breaker. */
  @Test
  void withoutTheRowsEachGoesByItself() {
    var worker = worker();
    passAll(worker);
    api.sql("ALTER TABLE payments.psp_breaker RENAME TO gone");
    call(worker, true);
    fail(worker);
    assertThatThrownBy(() -> pass(worker)).isNotNull();
    assertThatThrownBy(() -> pass(api)).isNotNull();
    assertThat(leftAlone(worker)).isPositive();
    assertThat(leftAlone(api)).isNull();
  }

  @Test
  void oneThatCannotSpeakStillListens() {
    var sick = worker();
    fail(sick);
    passAll(sick);
    var dumb = node("worker", Duration.ofMillis(100));
    fail(dumb);
    await().until(() -> leftAlone(dumb) == null);
    api.sql(
        """
        CREATE FUNCTION payments.refuse() RETURNS trigger LANGUAGE plpgsql
          AS $$ BEGIN RAISE 'on purpose'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON payments.psp_breaker
          FOR EACH ROW EXECUTE FUNCTION payments.refuse()
        """);
    assertThatThrownBy(() -> pass(dumb)).hasMessageContaining("on purpose");
    assertThat(leftAlone(dumb)).isPositive();
  }

  @Test
  void rowsOfProcessesThatAreLongGoneAreForgotten() {
    passAll(worker(), worker());
    agesBy("25 h");
    passAll(worker());
    assertThat(api.text("SELECT count(*) FROM payments.psp_breaker")).isEqualTo("1");
  }

  private PaymentsNode worker() {
    return node("worker", PAUSE);
  }

  private PaymentsNode node(String role, Duration pause) {
    var settings = Map.<String, Object>of("souk.roles", role, "stripe.breaker-pause", pause);
    var node = PaymentsNode.start(database, "http://127.0.0.1:1", settings);
    nodes.add(node);
    return node;
  }

  /** These workers speak, then the process without any listens. */
  private void passAll(PaymentsNode... workers) {
    for (var worker : workers) pass(worker);
    for (var worker : workers) pass(worker);
    pass(api);
  }

  private static void pass(PaymentsNode node) {
    node.bean(Breakers.class).pass();
  }

  private static @Nullable Duration leftAlone(PaymentsNode node) {
    return node.bean(Breakers.class).leftAlone().orElse(null);
  }

  private String state() {
    return api.text("SELECT state FROM payments.psp_breaker");
  }

  private void agesBy(String time) {
    api.sql(
        "UPDATE payments.psp_breaker SET reported_at = reported_at - interval '%s'"
            .formatted(time));
  }

  private static void fail(PaymentsNode node) {
    for (var call = 0; call < FAILURES; call++) call(node, false);
  }

  private static void call(PaymentsNode node, boolean answers) {
    node.bean(PspGuard.class)
        .<String>write(
            "capture",
            PspKey.of(UUID.randomUUID(), "capture", 1),
            () -> answers ? new Succeeded<>("done") : new Unknown<>("silence", false));
  }
}
