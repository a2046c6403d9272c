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
    TAX
  }
}
