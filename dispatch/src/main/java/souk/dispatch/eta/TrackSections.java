package souk.dispatch.eta;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import souk.dispatch.city.Point;

/**
 * A track without what cannot be true, cut where it is silent for so long that the way between is
 * anybody's guess.
 */
final class TrackSections {
  static final Duration GAP = Duration.ofSeconds(60);

  /** Vaguer samples say more about the receiver than about the road. */
  static final double ACCURACY_METRES_MAX = 50;

  private static final double METRES_PER_SECOND_MAX = 70;

  /** Within a second the receiver's noise is no speed. */
  private static final double SECONDS_MIN = 1;

  /** So many impossible samples in a row mean that the one before them was the wrong one. */
  private static final int REJECTED_MAX = 3;

  private final List<List<Sample>> sections = new ArrayList<>();
  private List<Sample> section = new ArrayList<>();
  private int rejectedInRow;

  private TrackSections() {}

  /**
   * The sections by time, each with its samples by time; none is empty.
   *
   * @param usable whether a place can be one of a car
   */
  static List<List<Sample>> of(List<Sample> samples, Predicate<Point> usable) {
    var sections = new TrackSections();
    samples.stream()
        .sorted(comparing(Sample::at))
        .filter(TrackSections::precise)
        .filter(sample -> usable.test(sample.point()))
        .forEach(sections::add);
    sections.close();
    return sections.sections;
  }

  private static boolean precise(Sample sample) {
    var accuracy = sample.accuracyMetres();
    return accuracy == null || accuracy <= ACCURACY_METRES_MAX;
  }

  private void add(Sample next) {
    if (section.isEmpty()) {
      section.add(next);
      return;
    }
    var last = section.getLast();
    if (!next.at().isAfter(last.at())) return;
    if (!reachable(last, next)) {
      reject(next);
      return;
    }
    if (Duration.between(last.at(), next.at()).compareTo(GAP) > 0) close();
    rejectedInRow = 0;
    section.add(next);
  }

  private void reject(Sample sample) {
    if (++rejectedInRow < REJECTED_MAX) return;
    close();
    section.add(sample);
  }

  private void close() {
    if (!section.isEmpty()) sections.add(section);
    section = new ArrayList<>();
    rejectedInRow = 0;
  }

  private static boolean reachable(Sample last, Sample next) {
    var between = Duration.between(last.at(), next.at());
    // a clock may be so wrong that milliseconds between overflow
    var seconds = between.toSeconds() + between.toMillisPart() / 1_000.0;
    var driven = METRES_PER_SECOND_MAX * Math.max(seconds, SECONDS_MIN);
    return last.point().haversineMetres(next.point()) <= driven;
  }
}
