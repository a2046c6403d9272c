package souk.bench.match;

import java.util.UUID;
import souk.dispatch.trip.TripView;

/** Ours: the trip waits, and the city's matching round finds its driver. */
final class LeftToRounds implements Side.Matching {
  @Override
  public void requested(TripView trip) {}

  @Override
  public void free(UUID driver) {}
}
