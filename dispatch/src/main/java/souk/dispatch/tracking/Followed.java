package souk.dispatch.tracking;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.dispatch.eta.ledger.EtaKind;
import souk.dispatch.tracking.TripEtas.TripEta;

/** A live trip whose driver was seen a moment ago. Times are those of the node's own clock. */
final class Followed {
  private final UUID trip;
  private Point point = new Point(0, 0);
  private boolean moved;
  private long seenNanos;
  private boolean everComputed;
  private long computedNanos;
  private @Nullable TripEta eta;
  private @Nullable EtaKind recorded;

  Followed(UUID trip) {
    this.trip = trip;
  }

  UUID trip() {
    return trip;
  }

  synchronized void seen(Point at, long now) {
    point = at;
    moved = true;
    seenNanos = now;
  }

  synchronized Point point() {
    return point;
  }

  synchronized boolean silent(long now, Duration silence) {
    return now - seenNanos > silence.toNanos();
  }

  /** Whether he was seen since, and long enough ago. */
  synchronized boolean due(long now, Duration every) {
    return moved && (!everComputed || now - computedNanos >= every.toNanos());
  }

  synchronized long computedNanos() {
    return computedNanos;
  }

  /** Keeps what was computed; nothing when there is nothing to tell. */
  synchronized void computed(@Nullable TripEta found, long now) {
    eta = found;
    moved = false;
    everComputed = true;
    computedNanos = now;
  }

  synchronized Optional<TripEta> shown(long now, Duration shownFor) {
    return Optional.ofNullable(eta).filter(_ -> now - computedNanos <= shownFor.toNanos());
  }

  synchronized boolean isRecorded(EtaKind kind) {
    return recorded == kind;
  }

  /** The ledger has it, or refused it for good; null for what was not written this time. */
  synchronized void recorded(@Nullable EtaKind kind) {
    if (kind != null) recorded = kind;
  }
}
