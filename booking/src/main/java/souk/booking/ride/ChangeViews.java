package souk.booking.ride;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;

/** Shows what riders asked for while they were under way. */
final class ChangeViews {
  private ChangeViews() {}

  static RideView.Change of(DestinationChange change, @Nullable PayerAction action) {
    var reason = change.reason();
    var isFree = change.authorize().minor() == 0;
    return new RideView.Change(
        change.id(),
        change.status().name(),
        reason == null ? null : reason.name().toLowerCase(Locale.ROOT),
        change.from(),
        change.quote().dropoff(),
        change.quote().fare().total(),
        change.authorize(),
        isFree ? null : change.payment().status(),
        action,
        change.proposedAt());
  }
}
