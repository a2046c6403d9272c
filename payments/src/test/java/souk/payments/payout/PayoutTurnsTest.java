package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import souk.payments.payout.Payout.Accepted;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Ending;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.Payout.Settled;
import souk.payments.payout.Payout.Submitted;
import souk.payments.payout.Payout.Transfer;
import souk.payments.payout.Payout.Undone;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/** Every cell of state and event has an expectation. */
class PayoutTurnsTest {
  /**
   * A dot keeps the state; a name is the next one, with a star while its transfer is to be taken
   * back; an exclamation mark concludes the request; a question mark says that its answer is lost.
   */
  private static final String TABLE =
      """
      state       sealed  cancel   intended transfer  back      on_way   paid     failed  bounced   cancelled unheard  refused passing no_instant never lost over
      PENDING     BATCHED REVERSED .        .         .         .        .        .       .         .         .        .       .       .          .     .    .
      BATCHED     .       REVERSED asked    SUBMITTED! REVERSED! .       .        .       .         .         .        FAILED! BATCHED! FAILED!   BATCHED! ? .
      asked       .       .        .        SUBMITTED! REVERSED! .       .        .       .         .         .        FAILED! BATCHED! FAILED!   BATCHED! ? .
      SUBMITTED   .       .        .        .         .         ACCEPTED! SETTLED! FAILED*! RETURNED*! REVERSED*! ACCEPTED! FAILED*! SUBMITTED! FAILED*! SUBMITTED! ? .
      instant     .       .        .        .         .         ACCEPTED! SETTLED! FAILED*! RETURNED*! REVERSED*! ACCEPTED! FAILED*! instant! SUBMITTED! instant! ? .
      ACCEPTED    .       .        .        .         .         .        SETTLED! FAILED*! RETURNED*! REVERSED*! .     .       .       .          .     .    .
      SETTLED     .       .        .        .         .         .        .        FAILED*! RETURNED*! .       .        .       .       .          .     .    final
      final       .       .        .        .         .         .        .        FAILED*! RETURNED*! .       .        .       .       .          .     .    .
      FAILED*     .       .        .        .         FAILED!   .        .        .       .         .         .        FAILED*! FAILED*! FAILED*!  FAILED*! ? .
      RETURNED*   .       .        .        .         RETURNED! .        .        .       .         .         .        RETURNED*! RETURNED*! RETURNED*! RETURNED*! ? .
      REVERSED*   .       .        .        .         REVERSED! .        .        .       .         .         .        REVERSED*! REVERSED*! REVERSED*! REVERSED*! ? .
      FAILED      .       .        .        .         .         .        .        .       .         .         .        .       .       .          .     .    .
      RETURNED    .       .        .        .         .         .        .        .       .         .         .        .       .       .          .     .    .
      REVERSED    .       .        .        .         .         .        .        .       .         .         .        .       .       .          .     .    .
      """;

  private static final UUID BATCH = UUID.randomUUID();
  private static final Money TEN = Money.of(1000, "EUR");
  private static final Transfer TRANSFER = new Transfer("tr_1", TEN);
  private static final String SENT = "po_1";

  private static final Map<String, Payout> STATES = states();
  private static final Map<String, PayoutEvent> EVENTS = events();

  private static Map<String, Payout> states() {
    var states = new LinkedHashMap<String, Payout>();
    Stream.of(
            new Pending(PayoutMethod.STANDARD),
            new Batched(BATCH, PayoutMethod.STANDARD, false),
            new Batched(BATCH, PayoutMethod.STANDARD, true),
            new Submitted(BATCH, TRANSFER, PayoutMethod.STANDARD),
            new Submitted(BATCH, TRANSFER, PayoutMethod.INSTANT),
            new Accepted(BATCH, TRANSFER, SENT),
            new Settled(BATCH, TRANSFER, SENT, false),
            new Settled(BATCH, TRANSFER, SENT, true),
            undone(Ending.FAILED, false),
            undone(Ending.RETURNED, false),
            undone(Ending.REVERSED, false),
            undone(Ending.FAILED, true),
            undone(Ending.RETURNED, true),
            undone(Ending.REVERSED, true))
        .forEach(state -> states.put(name(state), state));
    return states;
  }

  private static Undone undone(Ending ending, boolean takenBack) {
    return new Undone(ending, Setback.COULD_NOT_PROCESS, "code", BATCH, TRANSFER, SENT, takenBack);
  }

  private static Map<String, PayoutEvent> events() {
    var events = new LinkedHashMap<String, PayoutEvent>();
    events.put("sealed", new PayoutEvent.Sealed(BATCH));
    events.put("cancel", new PayoutEvent.CancelWanted());
    events.put("intended", new PayoutEvent.TransferIntended());
    events.put("transfer", transfer(0));
    events.put("back", transfer(1000));
    events.put("on_way", seen(PspPayout.Status.ON_ITS_WAY, null));
    events.put("paid", seen(PspPayout.Status.PAID, null));
    events.put("failed", seen(PspPayout.Status.FAILED, Setback.COULD_NOT_PROCESS));
    events.put("bounced", seen(PspPayout.Status.FAILED, Setback.ACCOUNT_CLOSED));
    events.put("cancelled", seen(PspPayout.Status.CANCELLED, null));
    events.put("unheard", seen(PspPayout.Status.UNDECIDED, null));
    events.put("refused", new PayoutEvent.Refused(Setback.NOT_READY, "code"));
    events.put("passing", new PayoutEvent.Refused(Setback.BALANCE_TOO_LOW, "code"));
    events.put("no_instant", new PayoutEvent.Refused(Setback.INSTANT_NOT_POSSIBLE, "code"));
    events.put("never", new PayoutEvent.NeverExecuted());
    events.put("lost", new PayoutEvent.AnswerLost());
    events.put("over", new PayoutEvent.WatchOver());
    return events;
  }

  private static PayoutEvent transfer(long back) {
    return new PayoutEvent.TransferSeen(new PspTransfer("tr_1", TEN, Money.of(back, "EUR")));
  }

  private static PayoutEvent seen(PspPayout.Status status, @Nullable Setback setback) {
    var why = setback == null ? Setback.COULD_NOT_PROCESS : setback;
    return new PayoutEvent.PayoutSeen(new PspPayout(SENT, status, TEN, null, null), why);
  }

  @TestFactory
  Stream<DynamicTest> everyCell() {
    var lines = TABLE.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    var columns = lines.getFirst();
    assertThat(columns.subList(1, columns.size())).containsExactlyElementsOf(EVENTS.keySet());
    assertThat(lines.stream().skip(1).map(List::getFirst))
        .containsExactlyElementsOf(STATES.keySet());
    return lines.stream().skip(1).flatMap(line -> cells(columns, line));
  }

  private static Stream<DynamicTest> cells(List<String> columns, List<String> line) {
    assertThat(line).as(line.getFirst()).hasSameSizeAs(columns);
    return Stream.iterate(1, i -> i < line.size(), i -> i + 1)
        .map(i ->
            dynamicTest(
                line.getFirst() + " × " + columns.get(i),
                () -> assertThat(found(line.getFirst(), columns.get(i))).isEqualTo(line.get(i))));
  }

  private static String found(String state, String event) {
    var before = Objects.requireNonNull(STATES.get(state));
    return switch (PayoutTurns.on(before, Objects.requireNonNull(EVENTS.get(event)))) {
      case Turn.Kept _ -> ".";
      case Turn.Lost _ -> "?";
      case Turn.Moved(var next) -> name(next);
      case Turn.Concluded(var next) -> name(next) + "!";
    };
  }

  /** What arrived or was given up never gets back to where it could be sent once more. */
  @TestFactory
  Stream<DynamicTest> neverBackwards() {
    var order = Arrays.asList(PayoutStatus.values());
    return STATES.entrySet().stream()
        .flatMap(state ->
            EVENTS.entrySet().stream()
                .map(event ->
                    dynamicTest(
                        state.getKey() + " × " + event.getKey(),
                        () -> {
                          var next =
                              switch (PayoutTurns.on(state.getValue(), event.getValue())) {
                                case Turn.Moved(var moved) -> moved;
                                case Turn.Concluded(var concluded) -> concluded;
                                case Turn.Kept _, Turn.Lost _ -> state.getValue();
                              };
                          assertThat(order.indexOf(next.status()))
                              .isGreaterThanOrEqualTo(order.indexOf(state.getValue().status()));
                        })));
  }

  private static String name(Payout payout) {
    return switch (payout) {
      case Batched(_, _, var asked) when asked -> "asked";
      case Submitted(_, _, var method) when method == PayoutMethod.INSTANT -> "instant";
      case Settled(_, _, _, var isFinal) when isFinal -> "final";
      case Undone undone when undone.toTakeBack() != null -> undone.status() + "*";
      case Payout other -> other.status().name();
    };
  }
}
