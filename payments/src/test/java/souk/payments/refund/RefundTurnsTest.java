package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.payments.psp.PspRefund;
import souk.payments.psp.PspRefund.Status;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Failed;
import souk.payments.refund.Refund.Pending;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Rejected;
import souk.payments.refund.Refund.Succeeded;
import souk.payments.refund.Refund.Unknown;
import souk.payments.refund.RefundEvent.AnswerLost;
import souk.payments.refund.RefundEvent.Approved;
import souk.payments.refund.RefundEvent.NeverExecuted;
import souk.payments.refund.RefundEvent.Refused;
import souk.payments.refund.RefundEvent.Seen;
import souk.payments.refund.RefundEvent.TurnedDown;

/** Every state meets every event; what is not named here stays as it is. */
class RefundTurnsTest {
  private static final Refund LOST = new Unknown(null);
  private static final Refund SEEN_ONCE = new Unknown("re_1");
  private static final Refund PENDING = new Pending("re_1");
  private static final Refund SUCCEEDED = new Succeeded("re_1");
  private static final Refund FAILED = new Failed("re_1", "none");
  private static final Refund REFUSED = new Failed(null, "charge_disputed");

  private static final List<Refund> STATES =
      List.of(
          new AwaitingApproval(),
          new Rejected(),
          new Refunding(),
          LOST,
          SEEN_ONCE,
          PENDING,
          SUCCEEDED,
          FAILED);

  private static final List<RefundEvent> EVENTS =
      List.of(
          new Approved(),
          new TurnedDown(),
          seen(Status.SUCCEEDED),
          seen(Status.PENDING),
          seen(Status.FAILED),
          seen(Status.UNDECIDED),
          new Refused("charge_disputed"),
          new AnswerLost(),
          new NeverExecuted());

  private static final Map<RefundEvent, Refund> OF_A_REQUEST =
      Map.of(
          seen(Status.SUCCEEDED),
          SUCCEEDED,
          seen(Status.PENDING),
          PENDING,
          seen(Status.FAILED),
          FAILED,
          seen(Status.UNDECIDED),
          SEEN_ONCE,
          new Refused("charge_disputed"),
          REFUSED,
          new AnswerLost(),
          LOST,
          new NeverExecuted(),
          new Refunding());

  private static final Map<Refund, Map<RefundEvent, Refund>> MOVES =
      Map.of(
          new AwaitingApproval(),
          Map.of(new Approved(), new Refunding(), new TurnedDown(), new Rejected()),
          new Refunding(),
          OF_A_REQUEST,
          LOST,
          OF_A_REQUEST,
          PENDING,
          Map.of(seen(Status.SUCCEEDED), SUCCEEDED, seen(Status.FAILED), FAILED),
          SUCCEEDED,
          Map.of(seen(Status.FAILED), FAILED));

  static Stream<Arguments> cells() {
    return STATES.stream().flatMap(state -> EVENTS.stream().map(e -> Arguments.of(state, e)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void everyCellIsNamed(Refund state, RefundEvent event) {
    assertThat(RefundTurns.on(state, event)).isEqualTo(expected(state, event));
  }

  private static Refund expected(Refund state, RefundEvent event) {
    if (!state.equals(SEEN_ONCE))
      return MOVES.getOrDefault(state, Map.of()).getOrDefault(event, state);
    // what is known of it stays known
    return event instanceof AnswerLost ? state : OF_A_REQUEST.getOrDefault(event, state);
  }

  private static Seen seen(Status status) {
    return new Seen(new PspRefund("re_1", status, null));
  }
}
