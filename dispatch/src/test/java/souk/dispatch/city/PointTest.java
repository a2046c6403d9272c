package souk.dispatch.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointTest {
  @ParameterizedTest
  @CsvSource({
    "90.0000001, 0",
    "-90.1, 0",
    "0, 180.0000001",
    "0, -181",
    "NaN, 0",
    "0, NaN",
    "Infinity, 0",
    "0, -Infinity"
  })
  void rejectsWhatIsNoPlaceOnEarth(double lat, double lon) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Point(lat, lon));
  }

  @ParameterizedTest
  @CsvSource({
    "43.7396, 7.4270, 43.7396, 7.4270, 0",
    "48.8566, 2.3522, 51.5074, -0.1278, 343556",
    "0, 179.5, 0, -179.5, 111195",
    "90, 0, -90, 0, 20015115"
  })
  void measuresAlongTheGreatCircle(
      double lat, double lon, double otherLat, double otherLon, double metres) {
    assertThat(new Point(lat, lon).haversineMetres(new Point(otherLat, otherLon)))
        .isCloseTo(metres, within(1.0));
  }

  @Property
  void isAsFarThereAsBackAndNeverFartherThanHalfRoundTheEarth(
      @ForAll @Scale(7) @DoubleRange(min = -90, max = 90) double lat,
      @ForAll @Scale(7) @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @Scale(7) @DoubleRange(min = -90, max = 90) double otherLat,
      @ForAll @Scale(7) @DoubleRange(min = -180, max = 180) double otherLon) {
    var one = new Point(lat, lon);
    var other = new Point(otherLat, otherLon);
    assertThat(one.haversineMetres(other))
        .isBetween(0.0, 20_015_115.0)
        .isCloseTo(other.haversineMetres(one), within(1e-6));
  }
}
