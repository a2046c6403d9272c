package souk.booking.stay;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Locale;
import souk.platform.outbox.Outbox;

/** Tells what became of a stay, in the transaction of the change, and wakes its saga. */
@Singleton
final class StayNews {
  private final Outbox outbox;
  private final StayWakes wakes;

  StayNews(@Named("booking") Outbox outbox, StayWakes wakes) {
    this.outbox = outbox;
    this.wakes = wakes;
  }

  /** That it has come to where it stands. */
  void tell(Stay stay) {
    tell(stay, stay.state().status().name().toLowerCase(Locale.ROOT));
  }

  void tell(Stay stay, String event) {
    outbox.add(stay.id(), stay.version(), "stay." + event, StayEvent.of(stay));
  }

  /** A saga that has a step to do already need not be told of the next. */
  void wake(Stay before, Stay after) {
    if (!before.phase().isStep() && after.phase().isStep()) wakes.wakeAfterCommit(after.id());
  }
}
