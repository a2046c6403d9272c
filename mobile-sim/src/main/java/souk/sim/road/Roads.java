package souk.sim.road;

import com.graphhopper.GHRequest;
import com.graphhopper.GraphHopper;
import com.graphhopper.ResponsePath;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.routing.ev.RoadEnvironment;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.GHUtility;
import com.graphhopper.util.PointList;
import com.graphhopper.util.details.PathDetail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The roads of a city for cars, imported from an OpenStreetMap extract and kept in memory only. */
public final class Roads {
  private static final String BUNDLED_CITY = "/monaco-latest.osm.pbf";
  private static final String PROFILE = "car";
  private static final String SPEED = "car_average_speed";
  private static final double KMH_PER_MPS = 3.6;

  /** Smaller islands of roads cannot be reached or left, so nobody is placed on them. */
  private static final int MIN_NETWORK_NODES = 500;

  private static final Set<RoadClass> STREETS =
      EnumSet.of(
          RoadClass.PRIMARY,
          RoadClass.SECONDARY,
          RoadClass.TERTIARY,
          RoadClass.RESIDENTIAL,
          RoadClass.UNCLASSIFIED,
          RoadClass.LIVING_STREET);

  /** Held here because a logger nobody holds forgets its level. */
  private static final Logger PROTOBUF = Logger.getLogger("com.google.protobuf");

  private final GraphHopper graph;

  private Roads(GraphHopper graph) {
    this.graph = graph;
  }

  /** The default city, Monaco. Map data © OpenStreetMap contributors, ODbL. */
  public static Roads monaco() {
    try (var bundled = Roads.class.getResourceAsStream(BUNDLED_CITY)) {
      if (bundled == null)
        throw new IllegalStateException(BUNDLED_CITY + " is not on the classpath");
      var file = Files.createTempFile("monaco", ".osm.pbf");
      try {
        Files.copy(bundled, file, StandardCopyOption.REPLACE_EXISTING);
        return of(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The roads of an {@code .osm.pbf} file. */
  public static Roads of(Path osmFile) {
    // ten warnings about generated code in the reader's library, of no use to who runs a city
    PROTOBUF.setLevel(Level.OFF);
    var graph =
        new GraphHopper()
            .setOSMFile(osmFile.toString())
            .setGraphHopperLocation(osmFile + "-nothing-is-stored")
            .setStoreOnFlush(false)
            .setEncodedValuesString("car_access,road_access,road_class,road_environment," + SPEED)
            .setProfiles(
                new Profile(PROFILE).setCustomModel(GHUtility.loadCustomModelFromJar("car.json")))
            .setMinNetworkSize(MIN_NETWORK_NODES);
    graph.importOrLoad();
    return new Roads(graph);
  }

  /** The fastest way by car; empty when there is none. */
  public Optional<Route> route(Point from, Point to) {
    return path(from, to).map(Roads::route);
  }

  Optional<ResponsePath> path(Point from, Point to) {
    var response =
        graph.route(
            new GHRequest(from.lat(), from.lon(), to.lat(), to.lon())
                .setProfile(PROFILE)
                .setPathDetails(List.of(SPEED)));
    return response.hasErrors() ? Optional.empty() : Optional.of(response.getBest());
  }

  /** Every street's middle, tunnels excepted, in an order that depends on the map alone. */
  List<Point> kerbs() {
    var encoded = graph.getEncodingManager();
    var island = encoded.getBooleanEncodedValue(Subnetwork.key(PROFILE));
    var access = encoded.getBooleanEncodedValue("car_access");
    var kind = encoded.getEnumEncodedValue(RoadClass.KEY, RoadClass.class);
    var place = encoded.getEnumEncodedValue(RoadEnvironment.KEY, RoadEnvironment.class);
    var kerbs = new ArrayList<Point>();
    var edges = graph.getBaseGraph().getAllEdges();
    while (edges.next()) {
      var reachable = !edges.get(island) && (edges.get(access) || edges.getReverse(access));
      var street = STREETS.contains(edges.get(kind)) && edges.get(place) == RoadEnvironment.ROAD;
      if (reachable && street) kerbs.add(middle(edges));
    }
    kerbs.sort(Comparator.comparingDouble(Point::lat).thenComparingDouble(Point::lon));
    return kerbs;
  }

  private static Point middle(EdgeIteratorState edge) {
    var line = points(edge.fetchWayGeometry(FetchMode.ALL));
    var even = new double[line.size() - 1];
    Arrays.fill(even, 1);
    var street = new Route(line, even);
    return street.at(street.duration().dividedBy(2)).rounded();
  }

  private static Route route(ResponsePath path) {
    var points = points(path.getPoints());
    var metresPerSecond = new double[points.size() - 1];
    for (PathDetail stretch : path.getPathDetails().getOrDefault(SPEED, List.of())) {
      var speed = ((Number) stretch.getValue()).doubleValue() / KMH_PER_MPS;
      for (int i = stretch.getFirst(); i < stretch.getLast(); i++) metresPerSecond[i] = speed;
    }
    return new Route(points, metresPerSecond);
  }

  private static List<Point> points(PointList list) {
    var points = new ArrayList<Point>(list.size());
    for (int i = 0; i < list.size(); i++) points.add(new Point(list.getLat(i), list.getLon(i)));
    return points;
  }
}
