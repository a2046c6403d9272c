package souk.platform.saga;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of one kind of aggregate as the sweeper sees them. */
public interface SagaRows {
  /** Claims unsettled aggregates that nobody has looked at for 2 s although it was time. */
  List<UUID> claimOverdue(int limit);

  /** Claims aggregates whose saga had a step to do and has not moved the row for 30 s. */
  List<UUID> claimStuck(int limit);

  /** Unsettled aggregates by ascending id, after the given one. */
  List<UUID> unsettledAfter(@Nullable UUID id, int limit);
}
