package souk.payments.fx;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** Who knows what currencies are worth in each other. */
public interface Rates {
  /** The latest rate between the two, either way round; empty when there is none or it is stale. */
  Optional<Rate> between(Currency one, Currency other, Instant now);

  /** What is of before this instant is stale. */
  Instant staleBefore(Instant now);

  /** The part of the worth that we keep, in hundredths of a percent. */
  int spreadPoints();
}
