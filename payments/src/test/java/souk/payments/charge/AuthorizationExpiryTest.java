package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.TEN;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.psp.Psp;

/** An authorization does not run out unseen, and what ran out is not tried. */
class AuthorizationExpiryTest {
  private Duration ahead = Duration.ZERO;
  private final Till till =
      Till.open(StripeTwinOptions.inProcess().clock(() -> Instant.now().plus(ahead)), Map.of());
  private final ExpiryAlarm alarm = till.node.bean(ExpiryAlarm.class);
  private final AtomicInteger writes = new AtomicInteger();

  @AfterEach
  void close() {
    assertThat(till.breaches()).isEmpty();
    assertThat(till.twin.violations()).isEmpty();
    till.close();
  }

  private void windowClosesIn(UUID charge, String interval) {
    till.node.sql(
        "UPDATE payments.charge SET capture_before = clock_timestamp() + interval '%s' WHERE id = '%s'"
            .formatted(interval, charge));
  }

  @Test
  void theOwnerOfTheOrderIsToldOnceAndInTime() {
    var charge = till.authorized();
    alarm.pass();
    assertThat(till.events(charge)).isEqualTo("charge.authorized");

    windowClosesIn(charge, "23 h");
    var before = till.node.bean(MeterRegistry.class).counter("souk.charge.expiring").count();
    alarm.pass();
    alarm.pass();
    assertThat(till.events(charge)).isEqualTo("charge.authorized charge.expiring");
    assertThat(till.node.bean(MeterRegistry.class).counter("souk.charge.expiring").count())
        .isEqualTo(before + 1);
    assertThat(
            till.node.text(
                """
                SELECT payload::jsonb->>'status' || ' ' || (payload::jsonb ? 'capture_before')
                FROM payments.outbox WHERE type = 'charge.expiring'\
                """))
        .isEqualTo("AUTHORIZED true");
    assertThat(till.charges.capture(charge, TEN).status()).isEqualTo(ChargeStatus.CAPTURED);
  }

  @Test
  void whatIsNotHeldAnyMoreDoesNotExpire() {
    var charge = till.authorized();
    windowClosesIn(charge, "1 h");
    alarm.pass();
    assertThat(runningOut()).isEqualTo(1);
    till.charges.capture(charge, TEN);
    windowClosesIn(charge, "1 h");
    assertThat(runningOut()).as("whoever asks for it does not count").isEqualTo(1);
    alarm.pass();
    assertThat(runningOut()).isZero();
    assertThat(till.events(charge)).endsWith("charge.captured");
    assertThat(expiring()).isZero();
  }

  private double runningOut() {
    return till.node.bean(MeterRegistry.class).get("souk.charge.running.out").gauge().value();
  }

  private long expiring() {
    return till.node.bean(OpsChargeController.class).expiring(null, 100).items().size();
  }

  @Test
  void operationsSeeWhatRunsOutTheMostUrgentFirst() {
    var later = till.authorized();
    var sooner = till.authorized();
    var fine = till.authorized();
    windowClosesIn(later, "5 h");
    windowClosesIn(sooner, "1 h");
    var controller = till.node.bean(OpsChargeController.class);
    var first = controller.expiring(null, 1);
    assertThat(first.items()).extracting(charge -> charge.id()).containsExactly(sooner);
    var rest = controller.expiring(first.nextCursor(), 5);
    assertThat(rest.items()).extracting(charge -> charge.id()).containsExactly(later);
    assertThat(rest.items().getFirst().standing().captureBefore()).isNotNull();
    assertThat(till.status(fine)).isEqualTo(ChargeStatus.AUTHORIZED);
  }

  private UnaryOperator<Psp> counting() {
    return OtherPsp.dying(writes::incrementAndGet, () -> {});
  }

  @Test
  void aCaptureAfterTheWindowIsNotTriedAndTheHoldResolvedOnce() {
    var charge = till.authorized();
    windowClosesIn(charge, "-1 s");
    ahead = Duration.ofDays(8);
    var answer = till.charges(counting()).capture(charge, TEN);
    assertThat(answer.status()).isEqualTo(ChargeStatus.EXPIRED);
    assertThat(answer.reason()).isEqualTo("authorization_expired");
    assertThat(writes).hasValue(0);
    assertThat(till.events(charge)).endsWith("charge.expired");

    till.charges.release(charge);
    till.charges.resolve(charge);
    assertThat(
            till.node.text(
                "SELECT string_agg(facts->>'how', ' ') FROM payments.ledger_journal"
                    + " WHERE template = 'HOLD_RESOLVED'"))
        .isEqualTo("expired");
    assertThat(
            till.node.text(
                """
                SELECT count(*) FROM (SELECT key FROM payments.ledger_account GROUP BY key
                                      HAVING sum(balance_minor) <> 0) open\
                """))
        .isEqualTo("0");
    assertThat(till.node.text("SELECT count(*) FROM payments.order_claim")).isEqualTo("0");
  }

  /** The issuer's clock is not ours: what the provider still holds can be taken. */
  @Test
  void whatTheProviderStillHoldsIsTaken() {
    var charge = till.authorized();
    windowClosesIn(charge, "-1 s");
    assertThat(till.charges(counting()).capture(charge, TEN).status())
        .isEqualTo(ChargeStatus.CAPTURED);
    assertThat(writes).hasValue(1);
  }

  /** The control: within its window a capture is tried at once, and the provider says no. */
  @Test
  void withinTheWindowItIsTried() {
    var charge = till.authorized();
    ahead = Duration.ofDays(8);
    assertThat(till.charges(counting()).capture(charge, TEN).status())
        .isEqualTo(ChargeStatus.EXPIRED);
    assertThat(writes).hasValue(1);
  }

  @Test
  void whatNobodyWantsAnyMoreIsVoidedWhoeverLetItGo() {
    var charge = till.authorized();
    ahead = Duration.ofDays(8);
    assertThat(till.charges.release(charge).status()).isEqualTo(ChargeStatus.VOIDED);
  }
}
