package souk.payments.settlement;

import java.math.BigInteger;

/**
 * What parts of a payment are worth at the payment's own rate. The parts that were given back so
 * far are worth the rounded worth of their sum, so the last one takes what is left: when all of a
 * payment has gone back, exactly what it had brought has.
 *
 * @param settled what the payment brought in the currency it was settled in
 * @param presented what it was in its own; not 0
 */
record Cost(long settled, long presented) {
  /**
   * Of the next part.
   *
   * @param part of {@code presented}, negative when it goes back
   * @param partsBefore all parts before
   * @param costBefore of those, what they were worth
   */
  long of(long part, long partsBefore, long costBefore) {
    return Math.subtractExact(worth(Math.addExact(partsBefore, part)), costBefore);
  }

  /** Half away from zero, so that what goes and what comes are rounded alike. */
  private long worth(long parts) {
    var whole = BigInteger.valueOf(presented).abs();
    var twice = BigInteger.valueOf(parts).multiply(BigInteger.valueOf(settled)).shiftLeft(1);
    var rounded = twice.abs().add(whole).divide(whole.shiftLeft(1));
    var sign = twice.signum() * Long.signum(presented);
    return rounded.multiply(BigInteger.valueOf(sign)).longValueExact();
  }
}
