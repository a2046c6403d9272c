package souk.embedded.stripe.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What the twin takes for its service: a policy of its own, near Stripe's prices for cards. */
public final class Fees {
  private static final BigDecimal SHARE = new BigDecimal("0.015");
  private static final long FIXED = 25;
  private static final long DISPUTE = 1_500;

  private Fees() {}

  /** For taking that much, in the smallest unit; never more than was taken. */
  public static long ofCapture(long amount) {
    var share = SHARE.multiply(BigDecimal.valueOf(amount)).setScale(0, RoundingMode.HALF_UP);
    return Math.min(amount, share.longValueExact() + FIXED);
  }

  /** For a dispute; it is not given back when the dispute is won. */
  public static long ofDispute() {
    return DISPUTE;
  }
}
