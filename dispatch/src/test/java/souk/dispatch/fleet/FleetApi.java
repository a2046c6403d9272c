package souk.dispatch.fleet;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import souk.dispatch.ApiCalls;
import souk.dispatch.DispatchNode;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Cast;
import souk.embedded.TestDatabase;

/** A server that takes positions and shows who is near, and how to call it. */
abstract class FleetApi {
  static final CityId CITY = new CityId("monaco");
  static final Point CASINO = new Point(43.7394, 7.4282);

  static TestDatabase database;
  static DispatchNode node;
  static Cast cast;

  @BeforeAll
  static void start() {
    database = DispatchNode.database();
    node = DispatchNode.serve(database, Map.of());
    cast = new Cast(node, database);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static boolean findable(UUID driver) {
    return node.bean(Fleet.class).search(CITY, Product.STANDARD, CASINO, 5_000, 1_000).stream()
        .anyMatch(near -> near.driver().equals(driver));
  }

  static HttpResponse<String> call(
      UUID person, String role, String method, String path, String body) {
    return new ApiCalls(node::uri).call(person, role, method, path, body);
  }
}
