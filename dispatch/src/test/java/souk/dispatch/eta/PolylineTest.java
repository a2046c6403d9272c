package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;

import com.graphhopper.jackson.ResponsePathDeserializerHelper;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;

class PolylineTest {
  /** The example of the format's own description. */
  @Test
  void writesWhatEveryMapLibraryReads() {
    var way =
        List.of(new Point(38.5, -120.2), new Point(40.7, -120.95), new Point(43.252, -126.453));
    assertThat(Polyline.encode(way)).isEqualTo("_p~iF~ps|U_ulLnnqC_mqNvxq`@");
    assertThat(Polyline.encode(List.of())).isEmpty();
  }

  @Property
  void whatIsReadBackIsWithinAMetre(
      @ForAll @Size(min = 1, max = 20)
          List<@IntRange(min = -90_000_000, max = 90_000_000) Integer> at) {
    var way = at.stream().map(n -> new Point(n / 1e6, n * -1.7 / 1e6)).toList();

    var read = ResponsePathDeserializerHelper.decodePolyline(Polyline.encode(way), 10, false, 1e5);

    assertThat(read.size()).isEqualTo(way.size());
    for (int i = 0; i < way.size(); i++) {
      assertThat(new Point(read.getLat(i), read.getLon(i)).haversineMetres(way.get(i)))
          .isLessThan(1);
    }
  }
}
