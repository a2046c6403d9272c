package souk.embedded.stripe.money;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object at one moment, as events show it and the journal keeps it. */
public sealed interface Recorded permits ConnectedAccount, Dispute, Payout, Refund, Transfer {
  /** The owner of everything that is no connected account's. */
  String PLATFORM = "platform";

  /** Stripe's id. */
  String id();

  /** When it came to be. */
  Instant createdAt();

  /** The texts the caller gave it. */
  Map<String, String> metadata();

  /** Whose balance it belongs to: a connected account's id or {@link #PLATFORM}. */
  default String owner() {
    return PLATFORM;
  }

  /** Events of one lane do not overtake each other on their way out. */
  default String lane() {
    return id();
  }

  /** When it moves on by itself; null when it does not. */
  default @Nullable Instant dueAt() {
    return null;
  }

  /** What of the caller's it serves, while there must be no second one that serves the same. */
  default Optional<String> claim() {
    return Optional.empty();
  }
}
