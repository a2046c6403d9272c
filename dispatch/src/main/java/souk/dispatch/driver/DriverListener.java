package souk.dispatch.driver;

import java.util.UUID;
import souk.dispatch.city.CityId;

/** Hears of every new version of a driver's row, after its commit. */
public interface DriverListener {
  /**
   * The driver has a new version in a city; a city that he has left hears of it too. Called in the
   * committing thread, so it only sets work in motion; a crash may lose the call.
   */
  void changed(UUID driver, CityId city, long version);
}
