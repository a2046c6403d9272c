package souk.bench.match;

import java.sql.SQLException;
import java.util.Map;
import souk.bench.load.Engines;
import souk.bench.load.ModuleProcess;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;

/** The whole of dispatch as it runs in a server, on a database of its own. */
final class DispatchProcess implements AutoCloseable {
  private final ModuleProcess process;

  private DispatchProcess(ModuleProcess process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param name of its database, and before its keys in Redis
   * @param roles as {@code souk.roles}
   */
  static DispatchProcess start(Engines engines, String name, String roles) throws SQLException {
    var settings =
        Map.<String, Object>of(
            "souk.roles", roles, "souk.drivers.auto-approve", true, "souk.graph.patience", "60s");
    return new DispatchProcess(ModuleProcess.start(engines, name, "souk.payments", settings));
  }

  <T> T bean(Class<T> type) {
    return process.bean(type);
  }

  /** The city that all happens in. */
  City city() {
    return bean(Cities.class).all().getFirst();
  }

  @Override
  public void close() {
    process.close();
  }
}
