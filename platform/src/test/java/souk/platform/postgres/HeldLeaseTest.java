package souk.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HeldLeaseTest {
  private static final long LEASE_MS = 3_000;

  private final Rows rows = new Rows();
  private long now = Duration.ofDays(1).toNanos();
  private final HeldLease lease = new HeldLease(new Leases(rows), "a-lane", () -> now);

  @Test
  void manyUsesInASecondAreOneRenewal() {
    for (int i = 0; i < 100; i++) {
      assertThat(lease.hold()).isTrue();
      pass(9);
    }
    assertThat(rows.taken).isEqualTo(1);
    pass(100);
    assertThat(lease.hold()).isTrue();
    assertThat(rows.taken).isEqualTo(2);
  }

  @Test
  void whoeverDoesNotHoldItAsksEveryTime() {
    rows.free = false;
    assertThat(lease.hold()).isFalse();
    assertThat(lease.hold()).isFalse();
    assertThat(lease.isFresh()).isFalse();
    rows.free = true;
    assertThat(lease.hold()).isTrue();
    assertThat(lease.isFresh()).isTrue();
  }

  /** Whatever happens, nobody believes in a lease that another process may have taken. */
  @Property
  void whoeverHoldsItHasRenewedItWithinItsTime(
      @ForAll @Size(max = 50) List<@IntRange(max = 4_000) Integer> pauses, @ForAll long luck) {
    // jqwik tries all on one instance
    var tried = new HeldLease(new Leases(rows), "a-lane", () -> now);
    var renewedAt = now - Duration.ofDays(1).toNanos();
    for (int i = 0; i < pauses.size(); i++) {
      pass(pauses.get(i));
      rows.free = (luck >> i & 1) == 0;
      var before = rows.taken;
      var held = tried.hold();
      if (rows.taken > before) renewedAt = now;
      assertThat(held && now - renewedAt >= Duration.ofMillis(LEASE_MS).toNanos()).isFalse();
    }
  }

  private void pass(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  private static final class Rows implements LeaseRows {
    boolean free = true;
    int taken;

    @Override
    public int take(String name, String holder, long millis) {
      assertThat(millis).isEqualTo(LEASE_MS);
      if (!free) return 0;
      taken++;
      return 1;
    }

    @Override
    public int giveUp(String holder) {
      return 0;
    }
  }
}
