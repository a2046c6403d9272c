package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.eta.Roads.CASINO;
import static souk.dispatch.eta.Roads.MONACO;
import static souk.dispatch.eta.Roads.STATION;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchBeans;
import souk.dispatch.eta.RouteAnswer.Found;
import souk.dispatch.surge.Surge;
import souk.dispatch.surge.SurgeQuote;

class EtaBeansTest {
  @Test
  void theApplicationHasRoutesAndSurge() {
    try (var context = DispatchBeans.start(Map.of("souk.graph.dir", "target/graphs"))) {
      var routes = context.getBean(Routes.class);
      await().until(routes::ready);
      assertThat(routes.route(MONACO.id(), CASINO, STATION)).isInstanceOf(Found.class);
      assertThat(context.getBean(Surge.class).at(MONACO, "standard", CASINO))
          .isEqualTo(SurgeQuote.NEUTRAL);
    }
  }

  @Test
  void theConfigurationHasDefaults() {
    try (var context = DispatchBeans.start(Map.of("souk.graph.dir", "target/graphs"))) {
      var configuration = context.getBean(GraphConfiguration.class);
      assertThat(configuration.directory()).isEqualTo(Path.of("target", "graphs"));
      assertThat(configuration.patience()).isEqualTo(Duration.ofSeconds(5));
      await().until(context.getBean(Routes.class)::ready);
    }
    var byDefault = new GraphConfiguration(Optional.empty(), Duration.ofSeconds(1)).directory();
    assertThat(byDefault).isAbsolute().endsWithRaw(Path.of("souk", "graphs"));
  }

  @Test
  void theConfigurationTakesValues() {
    var settings =
        Map.<String, Object>of("souk.graph.dir", "target/graphs", "souk.graph.patience", "250ms");
    try (var context = DispatchBeans.start(settings)) {
      assertThat(context.getBean(GraphConfiguration.class).patience())
          .isEqualTo(Duration.ofMillis(250));
      await().until(context.getBean(Routes.class)::ready);
    }
  }
}
