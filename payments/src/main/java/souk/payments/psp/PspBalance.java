package souk.payments.psp;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/** What a provider holds for us and how it came to. Otherwise as {@link Psp}. */
public interface PspBalance {
  /**
   * A page of a statement, the newest movement first.
   *
   * @param unreadable the lines of it that this program cannot read
   * @param last the provider's id of its last line; where the next page goes on
   * @param isLast whether there is nothing after it
   */
  record Page(
      List<PspMovement> movements, List<PspUnreadable> unreadable, String last, boolean isLast) {
    public Page {
      movements = List.copyOf(movements);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** What is held of one currency. */
  record Funds(Money available, Money pending) {}

  /**
   * A page of all movements of our balance in a span of time, by the provider's clock.
   *
   * @param from included, to the second
   * @param until not included, to the second
   * @param after the last movement of the page before; null for the first page
   */
  Lookup<Page> movements(Instant from, Instant until, @Nullable String after);

  /** What is held just now, by currency. */
  Lookup<List<Funds>> funds();
}
