package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.account.IntentHistory;
import souk.platform.problem.Problem;

/** Several workers at one charge at the same time: one effect, and they agree about it. */
class ChargeRacesTest {
  private static Till till;
  private static ChargeResolver resolver;

  @BeforeAll
  static void open() {
    var slow = StripeTwinOptions.inProcess().latency(Duration.ofMillis(15));
    till = Till.open(slow, Map.of());
    resolver = till.resolver(till.charges);
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @AfterEach
  void nothingWasDoneThatACorrectCallerNeverDoes() {
    assertThat(till.twin.violations()).isEmpty();
    assertThat(till.breaches()).isEmpty();
  }

  @Test
  void manyWorkersAuthorizeOnce() throws Exception {
    var request = till.request(GOOD_CARD);
    race(16, () -> till.charges.authorize(request));
    till.resolveAll(resolver, 20);

    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(till.intents(request.chargeId())).hasSize(1);
    assertThat(till.events(request.chargeId())).isEqualTo("charge.authorized");
  }

  @Test
  void manyWorkersCaptureOnce() throws Exception {
    var charge = till.authorized();
    race(16, () -> till.charges.capture(charge, TEN));
    till.resolveAll(resolver, 20);

    assertThat(till.status(charge)).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(till.intents(charge)).singleElement().matches(i -> i.times("succeeded") == 1);
    assertThat(till.events(charge)).isEqualTo("charge.authorized charge.captured");
  }

  @Test
  void twoChargesOfOneOrderHaveOneWinner() throws Exception {
    for (var round = 0; round < 10; round++) {
      assertThat(raceForOneOrder(till)).containsExactlyInAnyOrder(true, false);
    }
  }

  /** The negative control: with claims that never collide both would be authorized. */
  @Test
  void withoutTheClaimBothWouldWin() throws Exception {
    try (var blind = Till.open()) {
      blind.node.sql(
          """
          CREATE FUNCTION payments.blind() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW.order_id := gen_random_uuid(); RETURN NEW; END';
          CREATE TRIGGER blind BEFORE INSERT ON payments.order_claim
            FOR EACH ROW EXECUTE FUNCTION payments.blind();\
          """);
      assertThat(raceForOneOrder(blind)).containsExactly(true, true);
      assertThat(blind.breaches()).isNotEmpty();
    }
  }

  private static List<Boolean> raceForOneOrder(Till till) throws Exception {
    var one = till.request(GOOD_CARD);
    var other =
        new AuthorizeCharge(
            UUID.randomUUID(), one.order(), one.payer(), one.cardId(), one.amount());
    return race(List.of(() -> authorizes(till, one), () -> authorizes(till, other)));
  }

  private static boolean authorizes(Till till, AuthorizeCharge request) {
    try {
      return till.charges.authorize(request).status() == ChargeStatus.AUTHORIZED;
    } catch (Problem refused) {
      return false;
    }
  }

  /** Whoever is first: the order is dead, and nothing stays reserved. */
  @RepeatedTest(20)
  void releaseAgainstAuthorizeLeavesNothingReserved() throws Exception {
    var request = till.request(GOOD_CARD);
    race(
        List.of(
            () -> till.charges.authorize(request),
            () -> later(() -> till.charges.release(request.chargeId())),
            () -> till.charges.authorize(request)));
    till.resolveAll(resolver, 20);

    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.VOIDED);
    assertThat(till.intents(request.chargeId()))
        .allMatch(intent -> intent.status().equals("canceled"))
        .hasSizeLessThanOrEqualTo(1);
  }

  /** One of the two wins, and the charge says which, as the provider does. */
  @RepeatedTest(20)
  void releaseAgainstCaptureHasOneWinner() throws Exception {
    var charge = till.authorized();
    race(
        List.of(
            () -> later(() -> till.charges.capture(charge, TEN)),
            () -> later(() -> till.charges.release(charge)),
            () -> later(() -> till.charges.capture(charge, TEN))));
    till.resolveAll(resolver, 20);

    var seen = till.intents(charge).stream().map(IntentHistory::status).toList();
    assertThat(seen)
        .containsExactly(till.status(charge) == ChargeStatus.CAPTURED ? "succeeded" : "canceled");
    assertThat(till.status(charge)).isIn(ChargeStatus.CAPTURED, ChargeStatus.VOIDED);
  }

  /** Not at the very same moment each time, so that the calls overlap in every way. */
  private static ChargeStanding later(Callable<ChargeStanding> call) throws Exception {
    var spins = ThreadLocalRandom.current().nextInt(2_000);
    for (var i = 0; i < spins; i++) Thread.onSpinWait();
    return call.call();
  }

  private static void race(int workers, Callable<ChargeStanding> call) throws Exception {
    race(Collections.nCopies(workers, call));
  }

  private static <T> List<T> race(List<Callable<T>> calls) throws Exception {
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<T>();
      for (var answer : workers.invokeAll(calls)) answers.add(answer.get());
      return answers;
    }
  }
}
