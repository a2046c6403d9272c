package souk.dispatch.tracking;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
      SELECT trip.id, trip.city_id, trip.driver_id, trip.status = 'IN_PROGRESS' AS riding,
             trip.pickup_lat, trip.pickup_lon, trip.dropoff_lat, trip.dropoff_lon,
             before.dropoff_lat AS first_lat, before.dropoff_lon AS first_lon
      FROM dispatch.trip
      LEFT JOIN dispatch.driver_claim next ON next.trip_id = trip.id AND next.slot = 1
      LEFT JOIN dispatch.driver_claim present
        ON present.driver_id = next.driver_id AND present.slot = 0
      LEFT JOIN dispatch.trip before ON before.id = present.trip_id
      WHERE trip.id = ANY (?) AND trip.status IN ('ASSIGNED', 'EN_ROUTE', 'IN_PROGRESS')
      """;

  private final Statements database;

  OpenLegs(Statements database) {
    this.database = database;
  }

  /**
   * The part of a trip that its driver drives now.
   *
   * @param first where he lets somebody else out before; null when nobody else is in the car
   */
  record Leg(CityId city, UUID driver, Towards towards, @Nullable Point first, Point target) {
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
        first(row),
        target);
  }

  private static @Nullable Point first(ResultSet row) throws SQLException {
    var lat = row.getObject("first_lat", Double.class);
    return lat == null ? null : new Point(lat, row.getDouble("first_lon"));
  }
}
