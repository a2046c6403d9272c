package souk.booking.stay;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Lets tests of other packages end what has lapsed. */
@Singleton
@Requires(property = "test.booking")
public final class HoldsEnd {
  private final ExpireHolds expireHolds;

  HoldsEnd(ExpireHolds expireHolds) {
    this.expireHolds = expireHolds;
  }

  public void now() {
    expireHolds.pass();
  }
}
