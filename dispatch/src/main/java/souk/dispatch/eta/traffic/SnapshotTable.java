package souk.dispatch.eta.traffic;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import souk.dispatch.city.CityId;
import souk.dispatch.eta.TrafficSnapshot;
import souk.platform.postgres.Statements;

/** The snapshots of each city's traffic, in the order of their versions. */
@Singleton
final class SnapshotTable {
  private static final String ADD =
      """
      INSERT INTO dispatch.traffic_snapshot (city_id, version, graph, edges, kmh, made_at, valid_until)
      SELECT ?, coalesce(max(version), 0) + 1, ?, ?, ?, clock_timestamp(),
             clock_timestamp() + ? * interval '1 ms'
      FROM dispatch.traffic_snapshot WHERE city_id = ?
      ON CONFLICT DO NOTHING
      """;

  private static final String NEWEST =
      """
      SELECT version, graph, edges, kmh,
             CAST(extract(epoch FROM valid_until - clock_timestamp()) * 1000 AS bigint) AS left_ms
      FROM dispatch.traffic_snapshot
      WHERE city_id = ? AND version > ? AND valid_until > clock_timestamp()
      ORDER BY version DESC LIMIT 1
      """;

  /** The newest stays, whatever its age: versions go on from it. */
  private static final String FORGET =
      """
      DELETE FROM dispatch.traffic_snapshot
      WHERE city_id = ? AND made_at < clock_timestamp() - ? * interval '1 ms'
        AND version < (SELECT max(version) FROM dispatch.traffic_snapshot WHERE city_id = ?)
      """;

  private final Statements database;

  SnapshotTable(Statements database) {
    this.database = database;
  }

  /** A snapshot that is still valid for so long. */
  record Valid(TrafficSnapshot snapshot, Duration left) {}

  /** Adds the next snapshot; answers whether no other process did so at the same moment. */
  boolean add(CityId city, String graph, Map<Integer, Float> kmh, Duration validity) {
    var speeds = List.copyOf(kmh.entrySet());
    return database.onConnection(connection -> {
      try (var statement = connection.prepareStatement(ADD)) {
        statement.setString(1, city.slug());
        statement.setString(2, graph);
        var edges = speeds.stream().map(Map.Entry::getKey).toArray();
        statement.setArray(3, connection.createArrayOf("int4", edges));
        var values = speeds.stream().map(Map.Entry::getValue).toArray();
        statement.setArray(4, connection.createArrayOf("float4", values));
        statement.setLong(5, validity.toMillis());
        statement.setString(6, city.slug());
        return statement.executeUpdate() == 1;
      }
    });
  }

  /** The newest valid snapshot, if it is newer than the version. */
  Optional<Valid> newest(CityId city, long version) {
    return database.prepare(
        NEWEST,
        statement -> {
          statement.setString(1, city.slug());
          statement.setLong(2, version);
          try (var rows = statement.executeQuery()) {
            var found = new ArrayList<Valid>();
            while (rows.next()) found.add(valid(rows));
            return found.stream().findFirst();
          }
        });
  }

  /** Forgets those that are older. */
  void forget(CityId city, Duration retention) {
    database.update(
        FORGET,
        statement -> {
          statement.setString(1, city.slug());
          statement.setLong(2, retention.toMillis());
          statement.setString(3, city.slug());
        });
  }

  private static Valid valid(ResultSet row) throws SQLException {
    var edges = (Integer[]) row.getArray("edges").getArray();
    var speeds = (Float[]) row.getArray("kmh").getArray();
    var kmh = new HashMap<Integer, Float>();
    for (int i = 0; i < edges.length; i++) kmh.put(edges[i], speeds[i]);
    return new Valid(
        new TrafficSnapshot(row.getLong("version"), row.getString("graph"), kmh),
        Duration.ofMillis(row.getLong("left_ms")));
  }
}
