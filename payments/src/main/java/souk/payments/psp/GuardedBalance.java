package souk.payments.psp;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider's statement behind the guard that all its calls share. */
public record GuardedBalance(PspBalance balance, PspGuard guard) implements PspBalance {
  @Override
  public Lookup<Page> movements(Instant from, Instant until, @Nullable String after) {
    return guard.read(
        "list_movements", from + " " + after, () -> balance.movements(from, until, after));
  }

  @Override
  public Lookup<List<Funds>> funds() {
    return guard.read("retrieve_balance", "own", balance::funds);
  }
}
