package souk.platform.postgres;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Who does a thing that one process at a time should do. A lease saves work; correctness never
 * rests on it, because its holder may stall and wake after its end.
 */
@Singleton
public final class Leases {
  private final LeaseRows rows;
  private final String holder = UUID.randomUUID().toString();

  Leases(LeaseRows rows) {
    this.rows = rows;
  }

  /** Takes or renews the lease by this name; answers whether this process holds it now. */
  public boolean hold(String name, Duration time) {
    return rows.take(name, holder, time.toMillis()) == 1;
  }

  /** The lease by this name for a loop that uses it more often than it must be renewed. */
  public HeldLease of(String name) {
    return new HeldLease(this, name, System::nanoTime);
  }

  /** Gives up all leases of this process, so that others need not wait for their end. */
  public void giveUp() {
    rows.giveUp(holder);
  }
}
