package souk.booking.stay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;
import souk.platform.problem.Problem;

class AreaTest {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  @Property
  void whatIsInACircleIsWithinItsSides(
      @ForAll @DoubleRange(min = -90, max = 90) double lat,
      @ForAll @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @IntRange(min = 1, max = Area.RADIUS_METRES_MAX) int radius,
      @ForAll @DoubleRange(min = 0, max = 360) double bearing,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    var centre = new Point(lat, lon);
    var point = away(centre, bearing, share * radius);
    assertThat(isWithin(Area.circle(centre, radius), point)).as("%s", point).isTrue();
  }

  @Test
  void theMiddleOfABoxMayLieBeyondTheMeridian() {
    var box = Area.box(new Point(-17, 179.5), new Point(-16, -179), null);
    assertThat(box.centre()).isEqualTo(new Point(-16.5, -179.75));
    assertThat(isWithin(box, new Point(-16.2, 179.9))).isTrue();
    assertThat(isWithin(box, new Point(-16.2, 179.4))).isFalse();
    assertThat(isWithin(box, new Point(-16.2, 0))).isFalse();
  }

  @Test
  void aBoxAroundTheEarthIsRefusedThoughItsCornersAreNear() {
    for (var east : new double[] {179.99, 7.4}) {
      var west = east > 8 ? -179.99 : 7.5;
      assertThatThrownBy(() -> Area.box(new Point(43, west), new Point(44, east), null))
          .isInstanceOfSatisfying(
              Problem.class, refused -> assertThat(refused.getMessage()).contains("box"));
    }
  }

  /** As the read says it. */
  private static boolean isWithin(Area area, Point point) {
    var lon = point.lon();
    return point.lat() >= area.south()
        && point.lat() <= area.north()
        && (lon >= area.west() && lon <= area.east()
            || area.west() > area.east() && (lon >= area.west() || lon <= area.east()));
  }

  /** The point that a great circle leads to. */
  private static Point away(Point from, double bearing, double metres) {
    var angle = metres / EARTH_RADIUS_METRES;
    var lat = Math.toRadians(from.lat());
    var turn = Math.toRadians(bearing);
    var sine = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(turn);
    var to = Math.asin(Math.clamp(sine, -1, 1));
    var east =
        Math.atan2(
            Math.sin(turn) * Math.sin(angle) * Math.cos(lat),
            Math.cos(angle) - Math.sin(lat) * Math.sin(to));
    var lon = Math.toDegrees(Math.toRadians(from.lon()) + east);
    return new Point(Math.toDegrees(to), lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
  }
}
