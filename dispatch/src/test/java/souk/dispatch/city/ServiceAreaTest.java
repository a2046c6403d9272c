package souk.dispatch.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ServiceAreaTest {
  private static final Point CENTRE = new Point(43.73, 7.42);

  /**
   * Whatever lies on the way from the centre to a corner is inside, whatever lies behind it is not.
   */
  @Property
  void containsWhatLiesBetweenTheCentreAndACorner(
      @ForAll("stars") List<Point> corners,
      @ForAll @Scale(7) @DoubleRange(min = 0, max = 0.999) double within,
      @ForAll @Scale(7) @DoubleRange(min = 1.001, max = 3) double beyond) {
    var area = new ServiceArea(corners);
    for (var corner : corners) {
      assertThat(area.contains(between(CENTRE, corner, within))).isTrue();
      assertThat(area.contains(between(CENTRE, corner, beyond))).isFalse();
    }
  }

  @Property
  void agreesWithCountingCrossings(
      @ForAll("stars") List<Point> corners,
      @ForAll @Scale(7) @DoubleRange(min = 43.70, max = 43.76) double lat,
      @ForAll @Scale(7) @DoubleRange(min = 7.38, max = 7.46) double lon) {
    var point = new Point(lat, lon);
    assertThat(new ServiceArea(corners).contains(point)).isEqualTo(oddCrossings(corners, point));
  }

  @Property
  void theNearestPlaceIsInsideAndNoCornerIsNearer(
      @ForAll("stars") List<Point> corners,
      @ForAll @Scale(7) @DoubleRange(min = 43.70, max = 43.76) double lat,
      @ForAll @Scale(7) @DoubleRange(min = 7.38, max = 7.46) double lon) {
    var area = new ServiceArea(corners);
    var point = new Point(lat, lon);
    Assume.that(!area.contains(point));
    var nearest = area.nearestTo(point);
    assertThat(area.contains(nearest)).isTrue();
    var metres = point.haversineMetres(nearest);
    assertThat(corners)
        .allSatisfy(c -> assertThat(point.haversineMetres(c)).isGreaterThan(metres - 5));
  }

  @Test
  void theNearestPlaceToOneInsideIsItself() {
    assertThat(square(43.7, 7.4, 0.1).nearestTo(CENTRE)).isEqualTo(CENTRE);
  }

  @Test
  void includesItsBorder() {
    var area = square(43.7, 7.4, 0.1);
    assertThat(area.corners()).allMatch(area::contains);
    assertThat(area.contains(new Point(43.7, 7.45))).isTrue();
    assertThat(area.contains(new Point(43.699999, 7.45))).isFalse();
  }

  @Test
  void rejectsWhatBoundsNoGround() {
    var southWest = new Point(43.7, 7.4);
    var southEast = new Point(43.7, 7.5);
    var northWest = new Point(43.8, 7.4);
    var northEast = new Point(43.8, 7.5);
    assertThatIllegalArgumentException()
        .as("two corners")
        .isThrownBy(() -> new ServiceArea(List.of(southWest, northEast)));
    assertThatIllegalArgumentException()
        .as("a bow tie")
        .isThrownBy(() -> new ServiceArea(List.of(southWest, northEast, southEast, northWest)))
        .withMessageContaining("cross itself");
    assertThatIllegalArgumentException()
        .as("a line")
        .isThrownBy(() -> new ServiceArea(List.of(southWest, CENTRE, southWest)));
    assertThatIllegalArgumentException()
        .as("a needle")
        .isThrownBy(() -> square(43.7, 7.4, 1e-7))
        .withMessageContaining("metre");
  }

  @Test
  void mayBeSeveralPolygonsOfWhichTheNearestCounts() {
    var area = ServiceArea.of(List.of(corners(43.0, 7.0, 0.1), corners(43.0, 7.4, 0.1)));
    assertThat(area.contains(new Point(43.05, 7.05))).isTrue();
    assertThat(area.contains(new Point(43.05, 7.45))).isTrue();
    assertThat(area.contains(new Point(43.05, 7.25))).isFalse();
    var nearest = area.nearestTo(new Point(43.05, 7.3));
    assertThat(nearest.lon()).isBetween(7.4, 7.4001);
    assertThat(area.contains(nearest)).isTrue();
    assertThat(area.overlaps(square(43.05, 7.45, 0.1))).isTrue();
    assertThat(area.overlaps(square(43.0, 7.2, 0.1))).isFalse();
  }

  @Test
  void rejectsPolygonsThatShareGroundAndAnyThatIsNone() {
    var one = corners(43.0, 7.0, 0.1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceArea.of(List.of(one, corners(43.05, 7.05, 0.1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceArea.of(List.of(one, one.subList(0, 2))))
        .withMessage("An area needs 3 to 10000 corners, not 2.");
    assertThatIllegalArgumentException().isThrownBy(() -> ServiceArea.of(List.of()));
  }

  @Test
  void rejectsWhatCrossesThe180thMeridianAndTakesWhatTouchesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ServiceArea(
                List.of(
                    new Point(-17, 179.5),
                    new Point(-17, -179.5),
                    new Point(-16, -179.5),
                    new Point(-16, 179.5))))
        .withMessageContaining("180th meridian");
    var taveuni = square(-17, 179, 1);
    assertThat(taveuni.contains(new Point(-16.5, 180))).isTrue();
    assertThat(taveuni.contains(new Point(-16.5, -179.9))).isFalse();
  }

  /** Corners at rising angles around the centre, each at a distance of its own. */
  @Provide
  Arbitrary<List<Point>> stars() {
    return Arbitraries.randoms().map(ServiceAreaTest::star);
  }

  private static List<Point> star(Random random) {
    var corners = 3 + random.nextInt(30);
    return IntStream.range(0, corners)
        .mapToObj(i -> {
          var angle = 2 * Math.PI * i / corners;
          var radius = 0.004 + 0.02 * random.nextDouble();
          return new Point(
              CENTRE.lat() + radius * Math.sin(angle), CENTRE.lon() + radius * Math.cos(angle));
        })
        .toList();
  }

  private static ServiceArea square(double south, double west, double degrees) {
    return new ServiceArea(corners(south, west, degrees));
  }

  private static List<Point> corners(double south, double west, double degrees) {
    return List.of(
        new Point(south, west),
        new Point(south, west + degrees),
        new Point(south + degrees, west + degrees),
        new Point(south + degrees, west));
  }

  private static Point between(Point one, Point other, double share) {
    return new Point(
        one.lat() + (other.lat() - one.lat()) * share,
        one.lon() + (other.lon() - one.lon()) * share);
  }

  private static boolean oddCrossings(List<Point> corners, Point point) {
    var odd = false;
    for (int i = 0; i < corners.size(); i++) {
      var one = corners.get(i);
      var next = corners.get((i + 1) % corners.size());
      if ((one.lat() > point.lat()) != (next.lat() > point.lat())
          && point.lon()
              < one.lon()
                  + (next.lon() - one.lon())
                      * (point.lat() - one.lat())
                      / (next.lat() - one.lat())) {
        odd = !odd;
      }
    }
    return odd;
  }
}
