package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import souk.payments.settlement.SettlementStatus.Event;

/** Each state has one event that moves it, and the end has none. */
class SettlementStatusTest {
  private static final Map<SettlementStatus, Event> MOVED_BY =
      Map.of(
          SettlementStatus.DUE, Event.DAY_OVER,
          SettlementStatus.FETCHING, Event.ALL_FETCHED,
          SettlementStatus.POSTING, Event.ALL_POSTED,
          SettlementStatus.MATCHING, Event.ALL_COMPARED,
          SettlementStatus.AWAITING_FUNDS, Event.ALL_AVAILABLE);

  @ParameterizedTest
  @EnumSource
  void onlyItsOwnEventMovesIt(SettlementStatus status) {
    for (var event : Event.values()) {
      var next = status.after(event);
      if (event == MOVED_BY.get(status)) {
        assertThat(next.ordinal()).isEqualTo(status.ordinal() + 1);
      } else {
        assertThat(next).isEqualTo(status);
      }
    }
  }
}
