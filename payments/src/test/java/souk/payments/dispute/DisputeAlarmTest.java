package souk.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.payments.psp.PspDispute.Status;
import souk.platform.page.Cursor;

/** Whoever could still answer a dispute is told once, and finds the most urgent first. */
class DisputeAlarmTest {
  private static final Cursor START = new Cursor(Instant.EPOCH, new UUID(0, 0));

  private final DisputeDesk desk = DisputeDesk.open(Map.of());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DisputeAlarm alarm = new DisputeAlarm(desk.stored, Duration.ofDays(2), meters);

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void ofAllWhoLookOneSaysItOnce() throws Exception {
    var soon = disputed();
    var later = disputed();
    var answered = disputed();
    due(soon, 1);
    due(later, 3);
    due(answered, 1);
    over(answered);

    try (var lookers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 8).forEach(_ -> lookers.submit(alarm::pass));
    }

    assertThat(meters.counter("souk.dispute.due").count()).isEqualTo(1);
    assertThat(
            desk.till.node.text(
                "SELECT string_agg(CAST(id AS text), ' ') FROM payments.dispute"
                    + " WHERE warned_at IS NOT NULL"))
        .isEqualTo(soon.toString());
  }

  /** The inquiry cost nothing; what it has become does. */
  @Test
  void whatHasBecomeWorseIsSaidOnceMore() {
    var dispute = desk.disputed(desk.till.paid(), Status.INQUIRY, 1200);
    due(dispute, 1);
    alarm.pass();
    alarm.pass();
    assertThat(meters.counter("souk.dispute.due").count()).isEqualTo(1);

    desk.becomes(dispute, Status.NEEDS_RESPONSE);
    due(dispute, 1);
    alarm.pass();
    alarm.pass();

    assertThat(meters.counter("souk.dispute.due").count()).isEqualTo(2);
  }

  @Test
  void theMostUrgentComesFirstAndWhatIsAnsweredNotAtAll() {
    var later = disputed();
    var soon = disputed();
    var answered = disputed();
    due(later, 5);
    due(soon, 1);
    over(answered);
    var first = desk.disputes.unanswered(START, 1);
    assertThat(first).extracting(DisputeStanding::disputeId).containsExactly(soon);
    var next = new Cursor(first.getFirst().urgentAt(), soon);
    assertThat(desk.disputes.unanswered(next, 10))
        .extracting(DisputeStanding::disputeId)
        .containsExactly(later);
  }

  private UUID disputed() {
    return desk.disputed(desk.till.paid(), Status.NEEDS_RESPONSE, 1200);
  }

  /** Until whoever looks at the provider again says otherwise. */
  private void due(UUID dispute, int days) {
    desk.till.node.sql(
        "UPDATE payments.dispute SET due_by = clock_timestamp() + interval '%d d' WHERE id = '%s'"
            .formatted(days, dispute));
  }

  private void over(UUID dispute) {
    desk.till.node.sql(
        "UPDATE payments.dispute SET response = 'ACCEPTING' WHERE id = '%s'".formatted(dispute));
  }
}
