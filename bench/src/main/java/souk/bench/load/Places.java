package souk.bench.load;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import souk.dispatch.city.Point;
import souk.dispatch.city.ServiceArea;

/** Places spread evenly over an area, the same for the same seed. For one thread. */
public final class Places {
  private final ServiceArea area;
  private final SplittableRandom random;
  private final double south;
  private final double north;
  private final double west;
  private final double east;

  /** Draws from the area. */
  public Places(ServiceArea area, long seed) {
    this.area = area;
    this.random = new SplittableRandom(seed);
    var latitudes = area.corners().stream().mapToDouble(Point::lat).summaryStatistics();
    var longitudes = area.corners().stream().mapToDouble(Point::lon).summaryStatistics();
    south = latitudes.getMin();
    north = latitudes.getMax();
    west = longitudes.getMin();
    east = longitudes.getMax();
  }

  /** The next place. */
  public Point next() {
    return Stream.generate(this::inBox).filter(area::contains).findFirst().orElseThrow();
  }

  /** The next so many places. */
  public List<Point> next(int count) {
    return Stream.generate(this::next).limit(count).toList();
  }

  private Point inBox() {
    return new Point(random.nextDouble(south, north), random.nextDouble(west, east));
  }
}
