package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.account.IntentHistory;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspToken;

/** What nobody else drives on, the resolver does, when its time has come. */
class ChargeResolverTest {
  private static final Runnable LIVES = () -> {};
  private static final Runnable DIES =
      () -> {
        throw new Crash();
      };

  private static Duration ahead = Duration.ZERO;
  private static Till till;
  private static ChargeResolver resolver;

  @BeforeAll
  static void open() {
    var twin = StripeTwinOptions.inProcess().clock(() -> Instant.now().plus(ahead));
    till = Till.open(twin, Map.of());
    resolver = till.resolver(till.charges);
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @AfterEach
  void nothingWasDoneThatACorrectCallerNeverDoes() {
    till.twin.clearFaults();
    assertThat(till.twin.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void finishesAnAuthorizationWhoseWorkerDied(boolean afterTheCall) {
    var request = till.request(GOOD_CARD);
    dying(afterTheCall, charges -> charges.authorize(request));
    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.PENDING);

    driveOn(request.chargeId());

    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(till.intents(request.chargeId())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void finishesACaptureWhoseWorkerDied(boolean afterTheCall) {
    var charge = till.authorized();
    dying(afterTheCall, charges -> charges.capture(charge, TEN));

    driveOn(charge);

    assertThat(till.charges.find(charge).orElseThrow().captured()).isEqualTo(TEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void finishesAVoidWhoseWorkerDied(boolean afterTheCall) {
    var charge = till.authorized();
    dying(afterTheCall, charges -> charges.release(charge));

    driveOn(charge);

    assertThat(till.status(charge)).isEqualTo(ChargeStatus.VOIDED);
  }

  @Test
  void leavesACallAloneThatMayStillBeAnswered() {
    var request = till.request(GOOD_CARD);
    dying(false, charges -> charges.authorize(request));

    resolver.pass();

    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.PENDING);
    assertThat(till.intents(request.chargeId())).isEmpty();
    assertThat(
            till.node.text(
                """
                SELECT next_wake_at - moved_at <= interval '5 s' FROM payments.charge
                WHERE id = '%s'\
                """
                    .formatted(request.chargeId())))
        .isEqualTo("t");
    driveOn(request.chargeId());
  }

  @Test
  void twoResolversNeverClaimTheSameCharge() throws Exception {
    IntStream.range(0, 60).forEach(_ -> abandon());
    till.hurry();
    Callable<Stream<UUID>> claims =
        () -> {
          var claimed = new ArrayList<UUID>();
          for (var i = 0; i < 20; i++) {
            till.stored.claimDue(4).forEach(charge -> claimed.add(charge.id()));
          }
          return claimed.stream();
        };
    try (var resolvers = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = resolvers.submit(claims);
      var other = resolvers.submit(claims);
      assertThat(Stream.concat(one.get(), other.get()))
          .hasSizeGreaterThan(59)
          .doesNotHaveDuplicates();
    }
    till.resolveAll(resolver, 5);
  }

  private static void abandon() {
    var terms =
        new Charge.Terms(
            new OrderRef("ride", UUID.randomUUID()),
            UUID.randomUUID(),
            UUID.randomUUID(),
            Till.TWELVE);
    var token = new PspToken(GOOD_CARD, null);
    till.stored.add(UUID.randomUUID(), () -> new Charge.Authorizing(terms, token, false, null));
  }

  @Test
  void looksLessAndLessOftenAndThenCallsAPerson() {
    var charge = till.authorized();
    till.twin.inject(Fault.always(FaultKind.RATE_LIMIT));
    till.charges.capture(charge, TEN);
    var before = alerts();
    till.node.sql("UPDATE payments.charge SET looks = 18 WHERE id = '%s'".formatted(charge));
    lookAt(charge);
    assertThat(alerts()).isEqualTo(before);
    lookAt(charge);
    lookAt(charge);

    assertThat(alerts()).isEqualTo(before + 1);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.PENDING);
    assertThat(
            till.node.text(
                """
                SELECT next_wake_at > clock_timestamp() + interval '3 min' FROM payments.charge
                WHERE id = '%s'\
                """
                    .formatted(charge)))
        .isEqualTo("t");
    till.twin.clearFaults();
    driveOn(charge);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.CAPTURED);
  }

  @Test
  void noticesAnAuthorizationThatRanOut() {
    var charge = till.authorized();
    assertThat(till.column(charge, "next_wake_at = capture_before")).isEqualTo("t");
    lookAt(charge);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.AUTHORIZED);

    ahead = Duration.ofDays(8);
    lookAt(charge);

    assertThat(till.status(charge)).isEqualTo(ChargeStatus.EXPIRED);
    assertThat(till.events(charge)).isEqualTo("charge.authorized charge.expired");
    ahead = Duration.ZERO;
  }

  @Test
  void answersExpiredToACaptureThatCameTooLate() {
    var charge = till.authorized();
    ahead = Duration.ofDays(8);
    assertThat(till.charges.capture(charge, TEN).status()).isEqualTo(ChargeStatus.EXPIRED);
    assertThat(till.intents(charge)).extracting(IntentHistory::status).containsExactly("canceled");
    ahead = Duration.ZERO;
  }

  private static double alerts() {
    return till.node.bean(MeterRegistry.class).counter("souk.charge.unresolved").count();
  }

  private static void dying(boolean afterTheCall, Consumer<Charges> work) {
    var charges = till.charges(OtherPsp.dying(afterTheCall ? LIVES : DIES, DIES));
    assertThatExceptionOfType(Crash.class).isThrownBy(() -> work.accept(charges));
  }

  private static void lookAt(UUID charge) {
    till.node.sql(
        "UPDATE payments.charge SET next_wake_at = clock_timestamp() WHERE id = '%s'"
            .formatted(charge));
    resolver.pass();
  }

  private static void driveOn(UUID charge) {
    for (var looks = 0; looks < 5 && till.status(charge) == ChargeStatus.PENDING; looks++) {
      lookAt(charge);
    }
  }
}
