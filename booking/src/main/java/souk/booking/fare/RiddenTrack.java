package souk.booking.fare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import souk.dispatch.city.Point;
import souk.dispatch.eta.MatchedTrack;
import souk.dispatch.eta.Sample;
import souk.dispatch.tracking.TracePoint;

/**
 * The part of a trip's trace with the rider in the car.
 *
 * @param samples by time; where the phone was silent at the ride's start or end, the pick-up and
 *     the drop-off stand in for it
 */
record RiddenTrack(List<Sample> samples, Point dropoff, Instant startedAt, Instant completedAt) {
  /** Three positions that a phone should have sent, and did not. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private static final double AT_DROPOFF_METRES = 75;
  private static final double LEFT_DROPOFF_METRES = 250;

  /** Empty for a ride that did not end, or of which fewer than two positions tell. */
  static Optional<RiddenTrack> of(
      List<TracePoint> trace, Point pickup, Point dropoff, Journey journey) {
    var startedAt = journey.startedAt();
    var completedAt = journey.completedAt();
    if (startedAt == null || completedAt == null) return Optional.empty();
    var ridden =
        trace.stream()
            .filter(point -> !point.at().isBefore(startedAt) && !point.at().isAfter(completedAt))
            .map(point -> new Sample(point.point(), point.at(), point.accuracyMetres()))
            .toList();
    if (ridden.size() < 2) return Optional.empty();
    var whole = new ArrayList<Sample>();
    if (isSilent(startedAt, ridden.getFirst().at())) whole.add(sample(pickup, startedAt));
    whole.addAll(ridden);
    if (isSilent(ridden.getLast().at(), completedAt)) whole.add(sample(dropoff, completedAt));
    return Optional.of(new RiddenTrack(List.copyOf(whole), dropoff, startedAt, completedAt));
  }

  /** What the roads make of it; empty when they make nothing. */
  Optional<Measured> measured(MatchedTrack matched) {
    if (matched.pieces().isEmpty()) return Optional.empty();
    var last = matched.pieces().getLast();
    return Optional.of(
        new Measured(
            Math.round(matched.metres()),
            ridingTime(last.until()),
            matched.confidence(),
            Math.round(last.path().getLast().haversineMetres(dropoff)),
            passedDropoff()));
  }

  /** A driver who forgets to end the ride makes it no longer. */
  private Duration ridingTime(Instant stoodAt) {
    var end = stoodAt.isBefore(completedAt) ? stoodAt : completedAt;
    return end.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, end);
  }

  private boolean passedDropoff() {
    var been = false;
    for (var sample : samples) {
      var metres = sample.point().haversineMetres(dropoff);
      if (been && metres > LEFT_DROPOFF_METRES) return true;
      been |= metres <= AT_DROPOFF_METRES;
    }
    return false;
  }

  private static boolean isSilent(Instant from, Instant until) {
    return Duration.between(from, until).compareTo(SILENCE) > 0;
  }

  private static Sample sample(Point place, Instant at) {
    return new Sample(place, at, null);
  }
}
