package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import souk.embedded.stripe.account.IntentHistory;

/** The bank that asks riders, and riders who answer it or do not. */
record Bank(RideCity city) {
  void answer(IntentHistory asked, boolean confirmed) {
    assertThat(city.twin.authenticate(asked.id(), confirmed)).isTrue();
    look(asked);
  }

  void abandon(IntentHistory asked) {
    city.site.sql(
        "UPDATE payments.charge SET intended_at = intended_at - interval '601 s'"
            + " WHERE psp_reference = ?",
        asked.id());
    look(asked);
  }

  /** As a webhook would make it. */
  private void look(IntentHistory asked) {
    city.site.sql(
        "UPDATE payments.charge SET next_wake_at = clock_timestamp()"
            + " WHERE psp_reference = ? AND settled_at IS NULL",
        asked.id());
  }

  IntentHistory asked(String kind, UUID order) {
    return waiting(kind, order).getFirst();
  }

  List<IntentHistory> waiting(String kind, UUID order) {
    return city.twin.intents().stream()
        .filter(intent -> isOf(intent, kind, order))
        .filter(intent -> intent.status().equals("requires_action"))
        .toList();
  }

  long taken(String kind, UUID order) {
    return city.twin.intents().stream()
        .filter(intent -> isOf(intent, kind, order))
        .mapToLong(IntentHistory::amountReceived)
        .sum();
  }

  private static boolean isOf(IntentHistory intent, String kind, UUID order) {
    return kind.equals(intent.metadata().get("order_kind"))
        && order.toString().equals(intent.metadata().get("order_id"));
  }
}
