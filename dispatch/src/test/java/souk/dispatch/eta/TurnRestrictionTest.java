package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.dispatch.eta.Roads.found;

import com.graphhopper.GraphHopper;
import com.graphhopper.routing.AlgorithmOptions;
import com.graphhopper.routing.RoutingAlgorithmFactorySimple;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.util.PMap;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;

/** Compares with the same graph searched as if every turn were allowed. */
class TurnRestrictionTest {
  @Test
  void aForbiddenTurnIsDrivenRoundAndNeverPaysOff() throws IOException {
    var lawless = new Lawless();
    var places = Roads.places(13, 120);
    var detours = 0;
    for (int i = 0; i + 1 < places.size(); i++) {
      var from = places.get(i);
      var to = places.get(i + 1);
      var lawful = found(Roads.graph().route(from, to)).time().toMillis();
      var unbound = lawless.millis(from, to);
      assertThat(lawful).isGreaterThanOrEqualTo(unbound - 1);
      detours += lawful > unbound + 1_000 ? 1 : 0;
    }
    assertThat(detours).as("routes that a restriction makes longer").isPositive();
  }

  private static final class Lawless {
    private final GraphHopper hopper;
    private final Weighting weighting;
    private final EdgeFilter roads;

    Lawless() throws IOException {
      hopper = CarProfile.in(Roads.home()).setAllowWrites(false);
      assertThat(hopper.load()).isTrue();
      weighting = hopper.createWeighting(hopper.getProfile(CarProfile.NAME), new PMap(), true);
      var islands =
          hopper.getEncodingManager().getBooleanEncodedValue(Subnetwork.key(CarProfile.NAME));
      roads = new DefaultSnapFilter(weighting, islands);
    }

    long millis(Point from, Point to) {
      var start = hopper.getLocationIndex().findClosest(from.lat(), from.lon(), roads);
      var end = hopper.getLocationIndex().findClosest(to.lat(), to.lon(), roads);
      var overlay = QueryGraph.create(hopper.getBaseGraph(), List.of(start, end));
      var byNode = new AlgorithmOptions().setTraversalMode(TraversalMode.NODE_BASED);
      var path =
          new RoutingAlgorithmFactorySimple()
              .createAlgo(overlay, weighting, byNode)
              .calcPath(start.getClosestNode(), end.getClosestNode());
      return Math.round(path.getWeight() * 1_000);
    }
  }
}
