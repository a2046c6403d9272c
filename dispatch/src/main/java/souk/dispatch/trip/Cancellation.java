package souk.dispatch.trip;

import io.micronaut.core.annotation.Introspected;

/**
 * Who called a trip off, and why.
 *
 * @param reason a stable word or the canceller's own
 */
@Introspected
public record Cancellation(By by, String reason) {

  /** On whose behalf. */
  public enum By {
    RIDER,
    OPS,
    /** The order behind the trip failed by itself. */
    SYSTEM
  }
}
