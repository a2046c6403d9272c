package souk.dispatch.eta;

import java.util.List;
import souk.dispatch.city.Point;

/**
 * Roads on which samples lie.
 *
 * @param metres along the path
 * @param nearness from 0 to 1, how near the samples are to it
 */
record Fit(List<Point> path, double metres, double nearness) {

  /** From 0 to 1: a detour that nobody drove is longer than what was seen. */
  double confidence(List<Sample> samples) {
    var seen = MatchedTrack.length(samples.stream().map(Sample::point).toList());
    var straightness = metres <= seen ? 1 : seen / metres;
    return Math.clamp(nearness * straightness, 0, 1);
  }
}
