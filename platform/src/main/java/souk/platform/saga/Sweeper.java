package souk.platform.saga;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Wakes sagas whose time has come, and starts anew those that stand still. */
@Singleton
final class Sweeper implements BackgroundWork {
  private static final int BATCH = 25;
  private static final int AT_ONCE = 4;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Collection<SagaKind> kinds;
  private final Sagas sagas;

  Sweeper(Collection<SagaKind> kinds, Sagas sagas) {
    this.kinds = kinds;
    this.sagas = sagas;
  }

  @Override
  public List<BackgroundLoop> start() {
    return kinds.stream().map(this::start).toList();
  }

  private BackgroundLoop start(SagaKind kind) {
    return BackgroundLoop.start("sweeper-" + kind.name(), PAUSE, () -> sweep(kind));
  }

  private void sweep(SagaKind kind) {
    untilFirstFailure(kind.rows().claimStuck(BATCH), id -> sagas.startAnew(kind, id));
    untilFirstFailure(kind.rows().claimOverdue(BATCH), id -> wake(kind, id));
  }

  private boolean wake(SagaKind kind, UUID id) {
    return sagas.isWokenSoon(kind, id) || sagas.wake(kind, id);
  }

  /** While Temporal is away each call takes seconds to say so; a few are enough. */
  private static void untilFirstFailure(List<UUID> ids, Predicate<UUID> call) {
    var _ =
        ids.stream()
            .gather(Gatherers.mapConcurrent(AT_ONCE, call::test))
            .allMatch(reached -> reached);
  }
}
