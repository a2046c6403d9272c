package souk.booking.quote;

import souk.platform.money.Money;

/** One reason for a part of a fare. The lines of a fare sum to it exactly. */
public record FareLine(Kind kind, Money amount) {
  /** What a part of a fare is for. */
  public enum Kind {
    BASE,
    DISTANCE,
    TIME,
    /** What lifts a short ride to the minimum fare. */
    MINIMUM,
    /** What the surge adds to all of the above. */
    SURGE,
    /** Below zero: what the measured way would cost beyond the highest price that was promised. */
    CEILING,
    /** For letting the driver wait at the pick-up. */
    WAITING,
    /** For calling off a ride whose driver was on his way. */
    CANCELLATION,
    /** For not coming to a driver who waited. */
    NO_SHOW,
    TAX
  }
}
