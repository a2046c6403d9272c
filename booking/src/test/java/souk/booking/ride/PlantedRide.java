package souk.booking.ride;

import java.util.UUID;
import souk.booking.Site;

/** A ride's row that no saga has written. */
final class PlantedRide {
  private PlantedRide() {}

  /** Requested so many seconds ago and in this phase since now. */
  static UUID in(Site site, String status, String phase, int ageSeconds) {
    var id = UUID.randomUUID();
    site.sql(
        """
        INSERT INTO booking.ride (id, city_id, rider_id, rider_name, quote_id, card_id, product,
          pickup_lat, pickup_lon, dropoff_lat, dropoff_lon, distance_m, duration_s, fare_minor,
          authorize_minor, currency, breakdown, status, phase, requested_at, settled_at)
        SELECT ?, 'monaco', gen_random_uuid(), 'Rita', gen_random_uuid(), gen_random_uuid(),
          'standard', 43.73, 7.42, 43.74, 7.43, 900, 180, 1000, 1200, 'EUR', '{}', ?, phase,
          clock_timestamp() - ? * interval '1 s',
          CASE WHEN phase = 'SETTLED' THEN clock_timestamp() END
        FROM (SELECT CAST(? AS text) AS phase) AS given
        """,
        id,
        status,
        ageSeconds,
        phase);
    return id;
  }
}
