package souk.booking.stay;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Locale;
import souk.payments.escrow.CompletedOrder;
import souk.platform.outbox.Outbox;

/** Tells what became of a stay, in the transaction of the change, and wakes its saga. */
@Singleton
final class StayNews {
  private final Outbox outbox;
  private final StayWakes wakes;
  private final StayCompletion completion;

  StayNews(@Named("booking") Outbox outbox, StayWakes wakes, StayCompletion completion) {
    this.outbox = outbox;
    this.wakes = wakes;
    this.completion = completion;
  }

  /** That it has come to where it stands. */
  void tell(Stay stay) {
    tell(stay, stay.state().status().name().toLowerCase(Locale.ROOT));
  }

  void tell(Stay stay, String event) {
    outbox.add(stay.id(), stay.version(), "stay." + event, StayEvent.of(stay));
  }

  /** What of its money is kept is divided, once it is definitive. */
  void divide(Stay stay) {
    completion
        .of(stay)
        .ifPresent(
            completed -> outbox.add(stay.id(), stay.version(), CompletedOrder.EVENT, completed));
  }

  /** A saga that has a step to do already need not be told of the next. */
  void wake(Stay before, Stay after) {
    if (!before.phase().isStep() && after.phase().isStep()) wakes.wakeAfterCommit(after.id());
  }
}
