package souk.booking.fare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  /** One that should have been sent, and something more. */
  private static final Duration BETWEEN_POSITIONS_MAX = Duration.ofSeconds(5);

  /** How old a phone's last word may be on its arrival. */
  private static final Duration UNDER_WAY_MAX = Duration.ofSeconds(1);

  /** By how much a phone's clock may be ahead of ours for its positions to be believed. */
  private static final Duration AHEAD_MAX = Duration.ofSeconds(5);

  private static final double AT_DROPOFF_METRES = 75;
  private static final double LEFT_DROPOFF_METRES = 250;

  /** Empty for a ride that did not end, or of which fewer than two positions tell. */
  static Optional<RiddenTrack> of(
      List<TracePoint> trace, Point pickup, Point dropoff, Journey journey) {
    var startedAt = journey.startedAt();
    var completedAt = journey.completedAt();
    if (startedAt == null || completedAt == null) return Optional.empty();
    var ridden =
        during(startedAt, completedAt, trace)
            .map(point -> new Sample(point.point(), point.at(), point.accuracyMetres()))
            .toList();
    if (ridden.size() < 2) return Optional.empty();
    var whole = new ArrayList<Sample>();
    if (isSilent(startedAt, ridden.getFirst().at())) whole.add(sample(pickup, startedAt));
    whole.addAll(ridden);
    if (isSilent(ridden.getLast().at(), completedAt)) whole.add(sample(dropoff, completedAt));
    return Optional.of(new RiddenTrack(List.copyOf(whole), dropoff, startedAt, completedAt));
  }

  /**
   * Whether the trace tells of the ride's last seconds until its end, so that nothing can be under
   * way that would make another way of it.
   *
   * @param trace by time
   */
  static boolean isWhole(List<TracePoint> trace, Instant startedAt, Instant completedAt) {
    var lately = completedAt.minus(SILENCE);
    var before = startedAt;
    for (var at : during(startedAt, completedAt, trace).map(TracePoint::at).toList()) {
      if (at.isAfter(lately) && isLonger(before, at, BETWEEN_POSITIONS_MAX)) return false;
      before = at;
    }
    return !isLonger(before, completedAt, UNDER_WAY_MAX);
  }

  /**
   * What a phone dates after the end was in the trace before that was written, so it is of the
   * ride: the phone's clock is ahead.
   */
  private static Stream<TracePoint> during(Instant from, Instant end, List<TracePoint> trace) {
    var until = end.plus(AHEAD_MAX);
    return trace.stream().filter(one -> !one.at().isBefore(from) && !one.at().isAfter(until));
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

  /** Who begins at the drop-off has not come to it before he has been elsewhere. */
  private boolean passedDropoff() {
    var elsewhere = false;
    var been = false;
    for (var sample : samples) {
      var metres = sample.point().haversineMetres(dropoff);
      if (been && metres > LEFT_DROPOFF_METRES) return true;
      elsewhere |= metres > AT_DROPOFF_METRES;
      been |= elsewhere && metres <= AT_DROPOFF_METRES;
    }
    return false;
  }

  private static boolean isSilent(Instant from, Instant until) {
    return isLonger(from, until, SILENCE);
  }

  private static boolean isLonger(Instant from, Instant until, Duration most) {
    return Duration.between(from, until).compareTo(most) > 0;
  }

  private static Sample sample(Point place, Instant at) {
    return new Sample(place, at, null);
  }
}
