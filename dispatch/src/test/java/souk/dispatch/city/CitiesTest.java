package souk.dispatch.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class CitiesTest {
  private static final City WEST = city("west", 43.0, 7.0);
  private static final City EAST = city("east", 43.0, 7.1);

  @Test
  void servesMonacoByDefault() {
    var monaco = Cities.standard().byId(new CityId("monaco")).orElseThrow();
    assertThat(monaco.zone()).isEqualTo(ZoneId.of("Europe/Monaco"));
    assertThat(monaco.currency()).isEqualTo(Currency.getInstance("EUR"));
    assertThat(Cities.standard().at(new Point(43.7396, 7.4270))).contains(monaco);
    assertThat(Cities.standard().at(new Point(43.7009, 7.2683))).as("Nice").isEmpty();
  }

  @Test
  void findsTheCityOfAPlaceAndOfAnId() {
    var cities = new Cities(List.of(WEST, EAST));
    assertThat(cities.at(new Point(43.05, 7.05))).contains(WEST);
    assertThat(cities.at(new Point(43.05, 7.15))).contains(EAST);
    assertThat(cities.at(new Point(43.05, 7.25))).isEmpty();
    assertThat(cities.byId(new CityId("east"))).contains(EAST);
    assertThat(cities.byId(new CityId("north"))).isEmpty();
    assertThat(cities.all()).containsExactly(EAST, WEST);
  }

  @Test
  void aSharedBorderIsNoOverlapAndBelongsToTheLesserId() {
    assertThat(new Cities(List.of(WEST, EAST)).at(new Point(43.05, 7.1))).contains(EAST);
  }

  @Test
  void rejectsCitiesThatShareGround() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cities(List.of(WEST, city("middle", 43.0, 7.0999))))
        .withMessage(
            "The areas of the cities 'middle' and 'west' overlap; a place may belong to one city"
                + " only.");
    assertThatIllegalArgumentException()
        .as("the same ground twice")
        .isThrownBy(() -> new Cities(List.of(WEST, city("twin", 43.0, 7.0))));
    assertThatIllegalArgumentException()
        .as("one inside the other")
        .isThrownBy(() -> new Cities(List.of(WEST, city("inner", 43.04, 7.04, 0.01))));
  }

  @Test
  void rejectsNoneAtAllAndOneIdTwice() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cities(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cities(List.of(WEST, city("west", 44.0, 7.0))))
        .withMessage("City 'west' is configured twice.");
  }

  @Test
  void namesTheServedPlaceNearestToARefusedOne() {
    var cities = new Cities(List.of(WEST, EAST));
    var nearest = cities.nearest(new Point(43.05, 7.3));
    assertThat(nearest.city()).isEqualTo(EAST);
    assertThat(EAST.area().contains(nearest.point())).isTrue();
    assertThat(nearest.metresAway()).isBetween(8_100L, 8_150L);
    var inside = new Point(43.05, 7.05);
    assertThat(cities.nearest(inside)).isEqualTo(new ServedPlace(WEST, inside, 0));
  }

  @Property
  void aPlaceBelongsToAtMostOneCity(
      @ForAll @Scale(7) @DoubleRange(min = 42.9, max = 43.6) double lat,
      @ForAll @Scale(7) @DoubleRange(min = 6.9, max = 7.6) double lon) {
    var grid =
        IntStream.range(0, 25)
            .mapToObj(i -> city("c" + i, 43 + 0.1 * Math.floorDiv(i, 5), 7 + 0.1 * (i % 5), 0.09))
            .toList();
    var point = new Point(lat, lon);
    assertThat(grid.stream().filter(city -> city.area().contains(point)).toList())
        .isEqualTo(new Cities(grid).at(point).stream().toList());
  }

  private static City city(String id, double south, double west) {
    return city(id, south, west, 0.1);
  }

  private static City city(String id, double south, double west, double degrees) {
    var north = south + degrees;
    var east = west == 7.0 && degrees == 0.1 ? 7.1 : west + degrees;
    var corners =
        List.of(
            new Point(south, west),
            new Point(south, east),
            new Point(north, east),
            new Point(north, west));
    return new City(
        new CityId(id), Monaco.ZONE, Monaco.EURO, new ServiceArea(corners), Monaco.ROADS);
  }
}
