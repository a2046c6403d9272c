package souk.dispatch.eta;

import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.shapes.GHPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Snaps that may share one query graph without moving each other. It joins snaps nearer than a
 * decimetre into one place; a driver just past the pick-up in a one-way street, who must drive once
 * round the block, would then seem to stand at it. Only equal snaps are joined without loss.
 */
final class SnapsApart {
  private final List<Snap> snaps = new ArrayList<>();

  SnapsApart(Snap first) {
    snaps.add(first);
  }

  /** Takes the snap in and answers true, unless it would be joined with an unequal one. */
  boolean add(Snap snap) {
    var point = snap.getSnappedPoint();
    if (snaps.stream().anyMatch(other -> almostEqual(point, other.getSnappedPoint()))) {
      return false;
    }
    return snaps.add(snap);
  }

  List<Snap> all() {
    return Collections.unmodifiableList(snaps);
  }

  private static boolean almostEqual(GHPoint one, GHPoint other) {
    return Snap.considerEqual(one.lat, one.lon, other.lat, other.lon)
        && !(one.lat == other.lat && one.lon == other.lon);
  }
}
