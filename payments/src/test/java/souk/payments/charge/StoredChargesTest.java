package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.ChargeEvent.AnswerLost;
import souk.payments.charge.ChargeEvent.CaptureWanted;
import souk.payments.charge.ChargeEvent.ReleaseWanted;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspToken;

/** The row says exactly what the states say, and late answers find deaf ears. */
class StoredChargesTest {
  private static Till till;

  @BeforeAll
  static void open() {
    till = Till.open();
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @Test
  void everyHistoryReadsBackAsItWasWritten() {
    var random = new Random(7);
    var events = List.copyOf(ChargeTurnsTest.EVENTS.values());
    for (var history = 0; history < 80; history++) {
      var stored = add();
      for (var step = 0; step < 10; step++) {
        var event = events.get(random.nextInt(events.size()));
        var before = stored;
        stored = till.stored.conclude(before, event);
        var read = till.stored.find(stored.id()).orElseThrow();
        assertThat(read.at(stored.asOf())).as("after %s", event).isEqualTo(stored);
        assertThat(stored.version() - before.version()).isBetween(0L, 1L);
        assertThat(stored.generation() - before.generation()).isBetween(0, 1);
      }
    }
    // nobody drives these charges on, so only the rule about that may complain
    assertThat(till.breaches()).allMatch(breach -> breach.startsWith("payments.charge_looked_at"));
  }

  @Test
  void aLateAnswerToAnOperationThatIsOverChangesNothing() {
    var asked = add();
    var held = ChargeTurnsTest.event("seen_held");
    till.stored.conclude(asked, held);
    var capturing = till.stored.apply(asked.id(), new CaptureWanted(Till.TEN)).orElseThrow();
    assertThat(capturing.charge()).isInstanceOf(Capturing.class);

    for (var late : List.of(new AnswerLost(), held, ChargeTurnsTest.event("rejected"))) {
      var left = till.stored.conclude(asked, late);
      assertThat(left.at(capturing.asOf())).isEqualTo(capturing);
    }
  }

  @Test
  void aKeyChangesOnlyWithADefinitiveAnswer() {
    var asked = add();
    var lost = till.stored.conclude(asked, new AnswerLost());
    var wanted = till.stored.apply(asked.id(), new ReleaseWanted()).orElseThrow();
    assertThat(List.of(lost, wanted))
        .extracting(stored -> stored.key("authorize"))
        .containsOnly(asked.key("authorize"));
    assertThat(List.of(lost, wanted))
        .extracting(StoredCharge::intendedAt)
        .containsOnly(asked.intendedAt());

    var voiding = till.stored.conclude(wanted, ChargeTurnsTest.event("seen_held"));
    assertThat(voiding.generation()).isEqualTo(asked.generation() + 1);
  }

  private static StoredCharge add() {
    var order = new OrderRef("ride", UUID.randomUUID());
    var terms = new Terms(order, UUID.randomUUID(), UUID.randomUUID(), Till.TWELVE);
    var token = new PspToken("pm_1", "cus_1");
    return till.stored.add(UUID.randomUUID(), () -> new Authorizing(terms, token, false, null));
  }
}
