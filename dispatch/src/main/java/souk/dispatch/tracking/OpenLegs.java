package souk.dispatch.tracking;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.eta.ledger.EtaKind;
import souk.dispatch.tracking.TripEtas.Towards;
import souk.platform.postgres.Statements;

/** Reads where the drivers of live trips are on their way to; whoever waits is not under way. */
@Singleton
final class OpenLegs {
  private static final String OF_TRIPS =
      """
      SELECT id, city_id, driver_id, status = 'IN_PROGRESS' AS riding, pickup_lat, pickup_lon,
             dropoff_lat, dropoff_lon
      FROM dispatch.trip
      WHERE id = ANY (?) AND status IN ('ASSIGNED', 'EN_ROUTE', 'IN_PROGRESS')
      """;

  private final Statements database;

  OpenLegs(Statements database) {
    this.database = database;
  }

  /** The part of a trip that its driver drives now. */
  record Leg(CityId city, UUID driver, Towards towards, Point target) {
    /** What the rider is promised when it begins. */
    EtaKind kind() {
      return switch (towards) {
        case PICKUP -> EtaKind.ASSIGNMENT;
        case DROPOFF -> EtaKind.BOARDING;
      };
    }
  }

  /** By trip; without those on which nobody is under way. */
  Map<UUID, Leg> of(Collection<UUID> trips) {
    return database.onConnection(connection -> {
      try (var statement = connection.prepareStatement(OF_TRIPS)) {
        statement.setArray(1, connection.createArrayOf("uuid", trips.toArray()));
        try (var rows = statement.executeQuery()) {
          var legs = new HashMap<UUID, Leg>();
          while (rows.next()) legs.put(rows.getObject("id", UUID.class), leg(rows));
          return legs;
        }
      }
    });
  }

  private static Leg leg(ResultSet row) throws SQLException {
    var towards = row.getBoolean("riding") ? Towards.DROPOFF : Towards.PICKUP;
    var target =
        switch (towards) {
          case PICKUP -> new Point(row.getDouble("pickup_lat"), row.getDouble("pickup_lon"));
          case DROPOFF -> new Point(row.getDouble("dropoff_lat"), row.getDouble("dropoff_lon"));
        };
    return new Leg(
        new CityId(row.getString("city_id")),
        row.getObject("driver_id", UUID.class),
        towards,
        target);
  }
}
