package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import souk.dispatch.city.Point;

class GridTest {
  @Property
  void isNeverFinerThanThousandthsOfADegree(
      @ForAll @DoubleRange(min = -90, max = 90) double lat,
      @ForAll @DoubleRange(min = -180, max = 180) double lon) {
    var node = Grid.snap(new Point(lat, lon));
    assertThat(decimals(node.lat())).isLessThanOrEqualTo(3);
    assertThat(decimals(node.lon())).isLessThanOrEqualTo(3);
  }

  @Property
  void aCellIsAboutAHundredMetresWideWherePeopleLive(
      @ForAll @DoubleRange(min = -70, max = 70) double lat) {
    var node = Grid.snap(new Point(lat, 10));
    var next = new Point(node.lat(), node.lon() + Grid.step(node.lat()) / 1_000.0);
    assertThat(node.haversineMetres(next)).isBetween(70.0, 150.0);
  }

  @Property
  void aPlaceIsShownLessThanAHundredMetresAway(
      @ForAll @DoubleRange(min = -70, max = 70) double lat,
      @ForAll @DoubleRange(min = -179, max = 179) double lon) {
    var point = new Point(lat, lon);
    assertThat(Grid.snap(point).haversineMetres(point)).isLessThan(100);
  }

  @Property
  void aNodeIsItsOwn(
      @ForAll @DoubleRange(min = -70, max = 70) double lat,
      @ForAll @DoubleRange(min = -179, max = 179) double lon) {
    var node = Grid.snap(new Point(lat, lon));
    assertThat(Grid.snap(node)).isEqualTo(node);
  }

  private static int decimals(double degrees) {
    return BigDecimal.valueOf(degrees).stripTrailingZeros().scale();
  }
}
