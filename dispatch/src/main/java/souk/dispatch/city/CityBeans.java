package souk.dispatch.city;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes the cities from the configuration. */
@Factory
final class CityBeans {
  /**
   * Says of every type of the extract's format, at length, that hostile input could exhaust memory;
   * an extract is the operator's own file.
   */
  private static final Logger PROTOBUF = Logger.getLogger("com.google.protobuf.GeneratedMessage");

  /** In the scope of the context, so that a wrong configuration ends the start. */
  @Context
  Cities cities(List<CityConfiguration> configured) {
    PROTOBUF.setLevel(Level.SEVERE);
    try {
      return configured.isEmpty()
          ? Cities.standard()
          : new Cities(configured.stream().map(CityConfiguration::city).toList());
    } catch (IllegalArgumentException wrong) {
      throw new ConfigurationException(wrong.getMessage(), wrong);
    }
  }
}
