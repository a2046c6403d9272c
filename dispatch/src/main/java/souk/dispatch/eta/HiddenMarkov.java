package souk.dispatch.eta;

import com.graphhopper.GraphHopper;
import com.graphhopper.matching.EdgeMatch;
import com.graphhopper.matching.MapMatching;
import com.graphhopper.matching.MatchResult;
import com.graphhopper.matching.Observation;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.PMap;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.shapes.GHPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import souk.dispatch.city.Point;

/**
 * GraphHopper's map matching: the most probable roads under a hidden Markov model, where a sample
 * lies near its road by a normal distribution and ways between samples differ from the straight
 * line by an exponential one. P. Newson, J. Krumm, "Hidden Markov Map Matching Through Noise and
 * Sparseness", ACM SIGSPATIAL GIS 2009.
 */
final class HiddenMarkov {
  /** Standard deviation of a phone's error in streets. */
  private static final double ERROR_METRES = 10;

  /**
   * The library looks for roads no farther than its deviation from a sample. With the real one it
   * misses the true road as often as not and drives round the block to stay on another.
   */
  private static final double SIGMA_METRES = 3 * ERROR_METRES;

  /** How much longer than the straight line a way is on average, in metres. */
  private static final double BETA_METRES = 2;

  /** A way between neighbouring samples visits a few dozens. */
  private static final int VISITED_NODES_MAX = 10_000;

  /** Below that a track may as well have been on the next street. */
  private static final double CERTAIN = 0.6;

  private HiddenMarkov() {}

  /**
   * The roads of the samples, which are in order.
   *
   * @throws RuntimeException of the library's own, when there is no way through all of them
   */
  static Optional<Fit> match(GraphHopper hopper, List<Sample> samples) {
    return solve(hopper, observations(samples)).map(HiddenMarkov::fit);
  }

  /**
   * How fast the roads of the samples were driven; none when it is not certain that it was these.
   *
   * @throws RuntimeException as {@link #match}
   */
  static Optional<List<Passage>> passages(
      GraphHopper hopper, Weighting freeFlow, List<Sample> samples) {
    var observations = observations(samples);
    var times = new IdentityHashMap<Observation, Instant>();
    for (int i = 0; i < samples.size(); i++) times.put(observations.get(i), samples.get(i).at());
    return solve(hopper, observations)
        .map(result ->
            fit(result).confidence(samples) < CERTAIN
                ? List.of()
                : PassageReader.read(
                    result.getEdgeMatches(),
                    freeFlow,
                    state -> Objects.requireNonNull(times.get(state.getEntry()))));
  }

  private static Optional<MatchResult> solve(GraphHopper hopper, List<Observation> observations) {
    var hints =
        new PMap()
            .putObject("profile", CarProfile.NAME)
            .putObject(Parameters.Routing.MAX_VISITED_NODES, VISITED_NODES_MAX);
    var matching = MapMatching.fromGraphHopper(hopper, hints);
    matching.setMeasurementErrorSigma(SIGMA_METRES);
    matching.setTransitionProbabilityBeta(BETA_METRES);
    return Optional.of(matching.match(observations))
        .filter(result -> result.getMergedPath().isFound());
  }

  private static List<Observation> observations(List<Sample> samples) {
    return samples.stream()
        .map(Sample::point)
        .map(HiddenMarkov::observation)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * How near a sample is to its road, from 1 down: with the error that is expected about 0.95, at
   * three times that 0.6.
   */
  static double nearness(double metresOff) {
    var deviations = metresOff / (3 * ERROR_METRES);
    return Math.exp(-deviations * deviations / 2);
  }

  private static Observation observation(Point point) {
    return new Observation(new GHPoint(point.lat(), point.lon()));
  }

  private static Fit fit(MatchResult result) {
    var nearness =
        result.getEdgeMatches().stream()
            .map(EdgeMatch::getStates)
            .flatMap(List::stream)
            .mapToDouble(state -> nearness(state.getSnap().getQueryDistance()))
            .average()
            .orElse(1);
    var path = RoadGraph.points(result.getMergedPath().calcPoints());
    return new Fit(path, result.getMatchLength(), nearness);
  }
}
