package souk.booking.stay.quote;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;
import java.util.UUID;

/** Why a night stands against a stay. */
@Introspected
public record Refusal(UUID roomTypeId, LocalDate night, Reason reason) {
  /** What is in the way. */
  public enum Reason {
    /** Others have the rooms. */
    FULL,
    /** The night has no rooms or no price, or its host sells none. */
    NOT_FOR_SALE,
    CLOSED_TO_ARRIVAL,
    CLOSED_TO_DEPARTURE,
    /** The stay is too short for one that begins in this night. */
    MINIMUM_STAY,
    /** The stay is too long for one that begins in this night. */
    MAXIMUM_STAY;

    /** Whether other rules for the stay would not help: there is no room. */
    boolean isSoldOut() {
      return switch (this) {
        case FULL, NOT_FOR_SALE -> true;
        case CLOSED_TO_ARRIVAL, CLOSED_TO_DEPARTURE, MINIMUM_STAY, MAXIMUM_STAY -> false;
      };
    }
  }
}
