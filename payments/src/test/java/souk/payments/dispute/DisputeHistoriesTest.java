package souk.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import souk.payments.psp.PspDispute;
import souk.payments.psp.PspDispute.Status;
import souk.payments.refund.RefundDesk.Paid;

/**
 * Disputes that go any way an issuer may take, told of twice, late or never, and read by three at
 * once: each ends as the provider has it, and the ledger explains every cent.
 */
class DisputeHistoriesTest {
  private static final long SEED = 20_261_123;

  private static final List<List<Status>> WAYS =
      List.of(
          List.of(Status.INQUIRY, Status.INQUIRY_CLOSED),
          List.of(Status.INQUIRY, Status.NEEDS_RESPONSE, Status.LOST),
          List.of(Status.NEEDS_RESPONSE, Status.UNDECIDED, Status.UNDER_REVIEW, Status.WON),
          List.of(Status.NEEDS_RESPONSE, Status.WON),
          List.of(Status.UNDER_REVIEW, Status.LOST),
          List.of(Status.WON),
          List.of(Status.LOST));

  @Test
  void eachEndsAsTheProviderHasItWhateverIsToldOfIt() throws Exception {
    try (var desk =
        DisputeDesk.open(Map.of("souk.disputes.borne-by-payees", "meal=10000,stay=3333"))) {
      var before = desk.available();
      var lives = new ArrayList<Life>();
      for (var n = 0; n < 35; n++) lives.add(Life.of(desk, n));
      run(desk, lives);
      for (var life : lives) life.assertEnd(desk);
      var lost = lives.stream().filter(Life::isLost).count();
      assertThat(desk.available()).isEqualTo(before - lost * 1220);
      assertThat(desk.till.breaches()).isEmpty();
    }
  }

  private static void run(DisputeDesk desk, List<Life> lives) throws Exception {
    var going = new AtomicBoolean(true);
    Callable<Boolean> reader =
        () -> {
          while (going.get()) desk.look();
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      var readers = List.of(threads.submit(reader), threads.submit(reader), threads.submit(reader));
      threads
          .submit(() -> {
            var random = new Random(SEED);
            for (var step = 0; step < 4; step++) {
              for (var life : lives) life.step(desk, step, random);
            }
          })
          .get();
      going.set(false);
      for (var one : readers) one.get();
    }
    desk.resolver.list();
    desk.settle();
  }

  private record Life(Paid paid, String reference, String payment, List<Status> way, boolean done) {
    static Life of(DisputeDesk desk, int n) {
      var kind = List.of("ride", "meal", "stay").get(n % 3);
      var paid = desk.till.paid(kind, UUID.randomUUID(), UUID.randomUUID());
      var done = n % 2 == 0;
      if (done) desk.till.complete(paid);
      var way = WAYS.get(n % WAYS.size());
      return new Life(paid, "dp_" + UUID.randomUUID(), desk.payment(paid), way, done);
    }

    boolean isLost() {
      return way.getLast() == Status.LOST;
    }

    void step(DisputeDesk desk, int step, Random random) {
      if (step >= way.size()) return;
      desk.issuer.shows(shown(way.get(step)));
      // the end is told of, or found in the list
      var tellings = random.nextInt(3);
      for (var telling = 0; telling < tellings; telling++) desk.heardOf(reference);
    }

    private PspDispute shown(Status status) {
      var dispute = ScriptedIssuer.dispute(reference, payment, status, 1200);
      return status == Status.WON ? DisputeDesk.withMoneyBack(dispute) : dispute;
    }

    void assertEnd(DisputeDesk desk) {
      var id = desk.id(reference);
      assertThat(desk.find(id).status().name()).isEqualTo(way.getLast().name());
      assertThat(desk.withheld(id)).isZero();
      if (!done) desk.till.complete(paid);
      assertThat(desk.till.escrow(paid)).isZero();
      assertThat(desk.till.earned(paid)).isEqualTo(isLost() ? 800 - borne() : 800);
    }

    /** Two thirds of what all of them bear. */
    private long borne() {
      return switch (paid.order().kind()) {
        case "meal" -> 800;
        case "stay" -> 267;
        default -> 0;
      };
    }
  }
}
