package souk.dispatch.trip;

import io.micronaut.core.annotation.Introspected;

/**
 * Who called a trip off, and why.
 *
 * @param reason a stable word or the canceller's own
 */
@Introspected
public record Cancellation(By by, String reason) {
  /** The reason of a driver who waited for a rider that did not come. */
  public static final String NO_SHOW = "no_show";

  /** The driver waited long enough, and nobody came. */
  public static Cancellation noShow() {
    return new Cancellation(By.DRIVER, NO_SHOW);
  }

  /** On whose behalf. */
  public enum By {
    RIDER,
    /** Only for a rider who did not come: otherwise a driver gives a trip back. */
    DRIVER,
    OPS,
    /** The order behind the trip failed by itself. */
    SYSTEM
  }
}
