package souk.booking.stay;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/**
 * Each step is conditional on the row, safe to repeat at any time, and answers with the row as it
 * is afterwards, whoever changed it.
 */
@ActivityInterface
public interface StaySteps {
  StayStanding read(UUID stayId);

  /**
   * Takes over what the charge says, in case its event is late, and notes the look. What time alone
   * ends is ended: a hold, a stay that nobody has ended; and money is divided in time.
   */
  StayStanding lookAgainLater(UUID stayId);

  StayStanding authorize(UUID stayId);

  /** Books the rooms, or holds them as before, or gives them back. */
  StayStanding conclude(UUID stayId);

  StayStanding capture(UUID stayId);

  /** Gives rooms back whose money cannot be taken. */
  StayStanding undo(UUID stayId);

  StayStanding release(UUID stayId);

  /** Has payments give back what was taken, but for the fee. */
  StayStanding refund(UUID stayId);
}
