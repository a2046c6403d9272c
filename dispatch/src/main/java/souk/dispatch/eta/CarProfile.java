package souk.dispatch.eta;

import com.graphhopper.GraphHopper;
import com.graphhopper.config.Profile;
import com.graphhopper.json.Statement;
import com.graphhopper.json.Statement.Op;
import com.graphhopper.util.CustomModel;
import com.graphhopper.util.TurnCostsConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * How a road graph is made and weighed: by car, the fastest way, turn restrictions kept. A route's
 * weight is therefore its time in seconds.
 */
final class CarProfile {
  /** Part of each cached graph's name: to be changed with anything here and with GraphHopper. */
  static final String VERSION = "graphhopper-11.0 car-1";

  static final String NAME = "car";

  /** No car may use them; leaving them out makes snapping three times as fast. */
  private static final List<String> NOT_FOR_CARS =
      List.of("footway", "cycleway", "path", "pedestrian", "steps", "corridor", "elevator");

  /** The index looks three whole tiles around a point, which must reach the snap limit. */
  private static final int TILE_METRES = Routes.SNAP_LIMIT_METRES / 3;

  private CarProfile() {}

  /** A GraphHopper that keeps its graph in memory and its files in the directory. */
  static GraphHopper in(Path directory) {
    var hopper =
        new GraphHopper()
            .setGraphHopperLocation(directory.toString())
            .setEncodedValuesString("car_access, car_average_speed")
            .setProfiles(profile())
            .setPreciseIndexResolution(TILE_METRES);
    hopper.getReaderConfig().setIgnoredHighways(NOT_FOR_CARS).setParseWayNames(false);
    return hopper;
  }

  private static Profile profile() {
    var fastest =
        new CustomModel()
            .setDistanceInfluence(0.0)
            .addToPriority(Statement.If("!car_access", Op.MULTIPLY, "0"))
            .addToSpeed(Statement.If("true", Op.LIMIT, "car_average_speed"));
    return new Profile(NAME).setCustomModel(fastest).setTurnCostsConfig(TurnCostsConfig.car());
  }
}
