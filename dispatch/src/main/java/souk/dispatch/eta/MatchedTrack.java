package souk.dispatch.eta;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import souk.dispatch.city.Point;

/**
 * The way of a track, in pieces that follow each other.
 *
 * @param ignored how many samples were repeated, impossible, too vague or off every road
 */
public record MatchedTrack(List<Piece> pieces, int ignored) {
  public MatchedTrack {
    pieces = List.copyOf(pieces);
  }

  /** How a piece was found. */
  public enum Kind {
    /** From samples that fit the roads. */
    MATCHED,
    /** The fastest way between two matched pieces, of which no sample tells. */
    BRIDGED,
    /** The straight line, because roads told nothing that can be true. */
    STRAIGHT
  }

  /**
   * A part of the way.
   *
   * @param path at least one point; one alone for a place that is known and a way that is not
   * @param metres along the path
   * @param confidence from 0, a guess, to 1
   * @param from time of the first sample it rests on
   * @param until time of the last sample it rests on
   */
  public record Piece(
      Kind kind, List<Point> path, double metres, double confidence, Instant from, Instant until) {
    public Piece {
      path = List.copyOf(path);
    }

    Point start() {
      return path.getFirst();
    }

    Point end() {
      return path.getLast();
    }
  }

  /** The length of all pieces. */
  public double metres() {
    return pieces.stream().mapToDouble(Piece::metres).sum();
  }

  /** The pieces' confidence, each weighed by its length; 0 when there is no way at all. */
  public double confidence() {
    var metres = metres();
    if (metres == 0) return 0;
    return Math.min(
        1, pieces.stream().mapToDouble(p -> p.confidence() * p.metres()).sum() / metres);
  }

  /** The straight lines between the samples that can be true. */
  static MatchedTrack straight(List<Sample> samples) {
    var sections = TrackSections.of(samples, _ -> true);
    var used = sections.stream().flatMap(List::stream).toList();
    if (used.isEmpty()) return new MatchedTrack(List.of(), samples.size());
    var path = used.stream().map(Sample::point).toList();
    var piece =
        new Piece(Kind.STRAIGHT, path, length(path), 0, used.getFirst().at(), used.getLast().at());
    return new MatchedTrack(List.of(piece), samples.size() - used.size());
  }

  /** The sum of the distances from point to point, in metres. */
  static double length(List<Point> path) {
    return IntStream.range(1, path.size())
        .mapToDouble(i -> path.get(i - 1).haversineMetres(path.get(i)))
        .sum();
  }
}
