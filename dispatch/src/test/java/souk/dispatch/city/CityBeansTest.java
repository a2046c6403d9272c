package souk.dispatch.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.dispatch.DispatchBeans;
import souk.dispatch.eta.GraphState.Loading;
import souk.dispatch.eta.Routes;

class CityBeansTest {
  @TempDir Path directory;
  private Path extract;

  @BeforeEach
  void copyTheExtract() throws IOException {
    extract = directory.resolve("somewhere.osm.pbf");
    try (var in = Monaco.ROADS.open()) {
      Files.copy(in, extract);
    }
  }

  @Test
  void servesMonacoWhenNothingIsConfigured() {
    assertThat(cities(Map.of()).all()).extracting(City::id).containsExactly(Monaco.ID);
  }

  @Test
  void servesJustWhatIsConfigured() {
    var cities =
        cities(
            Map.of(
                "souk.cities.nice.zone",
                "Europe/Paris",
                "souk.cities.nice.currency",
                "CHF",
                "souk.cities.nice.osm",
                extract.toString(),
                "souk.cities.nice.area",
                List.of("43.6 7.2", "43.6 7.3", " 43.7  7.3 ")));
    var nice = cities.at(new Point(43.62, 7.29)).orElseThrow();
    assertThat(nice.id()).isEqualTo(new CityId("nice"));
    assertThat(nice.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(nice.currency()).isEqualTo(Currency.getInstance("CHF"));
    assertThat(nice.roads()).isEqualTo(new OsmExtract.OnDisk(extract));
    assertThat(cities.byId(Monaco.ID)).isEmpty();
  }

  @Test
  void takesAnAreaFromOneVariable() {
    var cities = cities(Map.of("souk.cities.monaco.area", "43.6 7.2,43.6 7.3,43.7 7.3"));
    assertThat(cities.at(new Point(43.62, 7.29))).isPresent();
  }

  @Test
  void takesSeveralPolygonsFromOneVariable() {
    var cities =
        cities(
            Map.of(
                "souk.cities.monaco.area",
                "43.6 7.2,43.6 7.3,43.7 7.3,|,43.8 7.2,43.8 7.3,43.9 7.3"));
    assertThat(cities.all().getFirst().area().polygons()).hasSize(2);
    assertThat(cities.at(new Point(43.62, 7.29))).isPresent();
    assertThat(cities.at(new Point(43.82, 7.29))).isPresent();
    assertThat(cities.at(new Point(43.72, 7.29))).isEmpty();
  }

  @Test
  void anExtractAloneSaysWhatItCovers() {
    var cities = cities(Map.of("souk.cities.monaco.osm", extract.toString()));
    assertThat(cities.at(new Point(43.7396, 7.4270))).isPresent();
    assertThat(cities.all().getFirst().area().corners()).hasSize(4);
  }

  @Test
  void refusesWhatIsMissing() {
    assertRefused(
        Map.of("souk.cities.nice.currency", "EUR", "souk.cities.nice.osm", extract.toString()),
        "souk.cities.nice.zone is missing");
    assertRefused(
        Map.of("souk.cities.nice.zone", "Europe/Paris", "souk.cities.nice.osm", extract.toString()),
        "souk.cities.nice.currency is missing");
    assertRefused(
        Map.of("souk.cities.nice.zone", "Europe/Paris", "souk.cities.nice.currency", "EUR"),
        "souk.cities.nice.osm is missing");
  }

  @Test
  void refusesWhatIsWrong() {
    assertRefused(
        Map.of("souk.cities.monaco.zone", "Europe/Atlantis"),
        "souk.cities.monaco.zone is no time zone: Europe/Atlantis");
    assertRefused(
        Map.of("souk.cities.monaco.currency", "gold"),
        "souk.cities.monaco.currency is no ISO 4217 code: gold");
    assertRefused(
        Map.of("souk.cities.monaco.osm", directory.resolve("none").toString()),
        "souk.cities.monaco.osm names a file that cannot be read: " + directory.resolve("none"));
    assertRefused(
        Map.of("souk.cities.monaco.area", List.of("43.6 7.2", "43.6;7.3", "43.7 7.3")),
        "souk.cities.monaco.area is not usable: '43.6;7.3' is not of the form 'lat lon'.");
    assertRefused(
        Map.of("souk.cities.monaco.area", List.of("43.6 7.2", "93.6 7.3", "43.7 7.3")),
        "souk.cities.monaco.area is not usable: lat must be a number from -90 to 90, not 93.6");
  }

  @Test
  void refusesAFileThatIsNoExtract() throws IOException {
    var text = Files.writeString(directory.resolve("text.osm.pbf"), "Bonjour, Monaco! ".repeat(99));
    assertRefused(
        Map.of("souk.cities.monaco.osm", text.toString()),
        "souk.cities.monaco.area is missing and cannot be taken from " + text);
    var empty = Files.createFile(directory.resolve("empty.osm.pbf"));
    assertRefused(
        Map.of("souk.cities.monaco.osm", empty.toString()),
        "souk.cities.monaco.area is missing and cannot be taken from " + empty);
  }

  @Test
  void refusesOverlappingCitiesInOneSentence() {
    assertRefused(
        Map.of(
            "souk.cities.monaco.zone", "Europe/Monaco",
            "souk.cities.other.zone", "Europe/Paris",
            "souk.cities.other.currency", "EUR",
            "souk.cities.other.osm", extract.toString()),
        "The areas of the cities 'monaco' and 'other' overlap; a place may belong to one city"
            + " only.");
  }

  private Cities cities(Map<String, Object> settings) {
    var all = new HashMap<>(settings);
    all.put("souk.graph.dir", "target/graphs");
    try (var context = DispatchBeans.start(all)) {
      var routes = context.getBean(Routes.class);
      await().until(() -> routes.graphs().values().stream().noneMatch(Loading.class::isInstance));
      return context.getBean(Cities.class);
    }
  }

  private void assertRefused(Map<String, Object> settings, String sentence) {
    assertThatThrownBy(() -> cities(settings))
        .hasRootCauseInstanceOf(Exception.class)
        .satisfies(refusal -> assertThat(configurationFlaw(refusal)).startsWith(sentence));
  }

  private static String configurationFlaw(Throwable refusal) {
    for (var cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause.getClass() == ConfigurationException.class) {
        return String.valueOf(cause.getMessage());
      }
    }
    return "not refused by the configuration: " + refusal;
  }
}
