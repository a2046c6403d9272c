package souk.platform.postgres;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A lease that is used far more often than it must be renewed: by a loop whose passes may come by
 * the dozen in a second, while each renewal is a commit. For one thread.
 */
public final class HeldLease {
  private static final Duration TIME = Duration.ofSeconds(3);

  /** Leaves two thirds of the lease to the pass that begins on a fresh one. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Leases leases;
  private final String name;
  private final LongSupplier nanoTime;
  private long renewedAt;

  HeldLease(Leases leases, String name, LongSupplier nanoTime) {
    this.leases = leases;
    this.name = name;
    this.nanoTime = nanoTime;
    this.renewedAt = nanoTime.getAsLong() - TIME.toNanos();
  }

  /** Whether it was renewed so short a time ago that nobody else can have had it since. */
  public boolean isFresh() {
    return nanoTime.getAsLong() - renewedAt < FRESH.toNanos();
  }

  /** Takes or renews it; answers whether this process holds it now. */
  public boolean renew() {
    var now = nanoTime.getAsLong();
    if (!leases.hold(name, TIME)) return false;
    renewedAt = now;
    return true;
  }

  /** Renews it unless it is fresh; answers whether this process holds it. */
  public boolean hold() {
    return isFresh() || renew();
  }
}
