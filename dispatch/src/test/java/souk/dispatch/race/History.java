package souk.dispatch.race;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import souk.dispatch.TestCity;
import souk.dispatch.trip.TripStatus;

/** Judges from the rows, and from what everybody was told, whether each race had one winner. */
final class History {
  /** Where a trip may go from where; written down again, so that the code's table is checked. */
  private static final Map<TripStatus, Set<TripStatus>> WAYS = new EnumMap<>(TripStatus.class);

  static {
    WAYS.put(
        TripStatus.WAITING,
        EnumSet.of(TripStatus.OFFERED, TripStatus.CANCELLED, TripStatus.HOPELESS));
    WAYS.put(
        TripStatus.OFFERED,
        EnumSet.of(TripStatus.WAITING, TripStatus.ASSIGNED, TripStatus.CANCELLED));
    WAYS.put(
        TripStatus.ASSIGNED,
        EnumSet.of(TripStatus.EN_ROUTE, TripStatus.WAITING, TripStatus.CANCELLED));
    WAYS.put(
        TripStatus.EN_ROUTE,
        EnumSet.of(TripStatus.ARRIVED, TripStatus.WAITING, TripStatus.CANCELLED));
    WAYS.put(
        TripStatus.ARRIVED,
        EnumSet.of(TripStatus.IN_PROGRESS, TripStatus.WAITING, TripStatus.CANCELLED));
    WAYS.put(TripStatus.IN_PROGRESS, EnumSet.of(TripStatus.COMPLETED));
    WAYS.put(TripStatus.COMPLETED, EnumSet.noneOf(TripStatus.class));
    WAYS.put(TripStatus.CANCELLED, EnumSet.noneOf(TripStatus.class));
    WAYS.put(TripStatus.HOPELESS, EnumSet.noneOf(TripStatus.class));
  }

  /** Who had whom from when until when, as one view over offers and trips. */
  private static final String HOLDS =
      """
      WITH hold AS (
        SELECT offer.driver_id, offer.trip_id, offer.after_trip_id, offer.made_at AS since,
               coalesce(
                 CASE WHEN offer.status <> 'ACCEPTED' THEN offer.decided_at
                      WHEN offer.given_back_at IS NOT NULL THEN offer.given_back_at
                      WHEN trip.status IN ('COMPLETED', 'CANCELLED') THEN trip.moved_at END,
                 'infinity') AS until
        FROM dispatch.offer JOIN dispatch.trip ON trip.id = offer.trip_id),
      """;

  /** What a driver is asked on the way is his next job until the trip that he drives has ended. */
  private static final String DRIVERS =
      HOLDS
          + """
          ending AS (
            SELECT hold.*, coalesce(other.completed_at, 'infinity') AS other_ends
            FROM hold JOIN dispatch.trip other ON other.id = hold.after_trip_id),
          part AS (
            SELECT driver_id, 0 AS slot, since, until FROM hold WHERE after_trip_id IS NULL
            UNION ALL
            SELECT driver_id, 1, since, least(until, other_ends) FROM ending
            UNION ALL
            SELECT driver_id, 0, other_ends, until FROM ending WHERE until > other_ends),
          next AS (
            SELECT *, lead(since) OVER (PARTITION BY driver_id, slot ORDER BY since) AS next_since
            FROM part)
          SELECT driver_id FROM next WHERE next_since < until
          """;

  private static final String TRIPS =
      HOLDS
          + """
          next AS (
            SELECT *, lead(since) OVER (PARTITION BY trip_id ORDER BY since) AS next_since
            FROM hold)
          SELECT trip_id FROM next WHERE next_since < until
          """;

  private static final String NEXT_BESIDE_NOTHING =
      HOLDS
          + """
          nothing AS (
            SELECT * FROM hold next WHERE after_trip_id IS NOT NULL AND NOT EXISTS (
              SELECT FROM hold present
              JOIN dispatch.trip ON trip.id = present.trip_id AND trip.started_at <= next.since
              WHERE present.trip_id = next.after_trip_id AND present.driver_id = next.driver_id
                AND present.since < next.since AND present.until >= next.since))
          SELECT trip_id FROM nothing
          """;

  private final TestCity city;
  private final List<String> breaches = new ArrayList<>();

  private History(TestCity city) {
    this.city = city;
  }

  /** What is wrong; empty when nothing is. */
  static List<String> breaches(TestCity city, Collection<Told> told) {
    var history = new History(city);
    told.stream().distinct().forEach(history::checkTold);
    history.none("a driver held for two trips at a time", DRIVERS);
    history.none("a trip held by two drivers at a time", TRIPS);
    history.none("a next job beside no trip in progress", NEXT_BESIDE_NOTHING);
    history.none(
        "a driver set off to a trip before he had ended the other",
        """
        SELECT offer.trip_id FROM dispatch.offer
        JOIN dispatch.trip ON trip.id = offer.trip_id AND trip.driver_id = offer.driver_id
        JOIN dispatch.trip other ON other.id = offer.after_trip_id
        WHERE offer.status = 'ACCEPTED' AND offer.given_back_at IS NULL
          AND trip.en_route_at < coalesce(other.completed_at, 'infinity')
        """);
    history.none(
        "an answer counted after its deadline",
        "SELECT id FROM dispatch.offer"
            + " WHERE status IN ('ACCEPTED', 'DECLINED') AND decided_at >= expires_at");
    history.none(
        "a driver was asked again about a trip he refused",
        """
        SELECT later.id FROM dispatch.offer later
        JOIN dispatch.offer refused USING (trip_id, driver_id)
        WHERE refused.status <> 'WITHDRAWN' AND refused.made_at < later.made_at
        """);
    history.checkEvents();
    history.checkNothingIsStuck();
    return history.breaches;
  }

  private void checkTold(Told told) {
    switch (told) {
      case Told.OfOffer(var offer, var verdict) ->
          same(told, verdict, "SELECT status FROM dispatch.offer WHERE id = ?", offer);
      case Told.OfTrip(var trip, var verdict) ->
          same(told, verdict, "SELECT status FROM dispatch.trip WHERE id = ?", trip);
      case Told.GivenBack(var trip, var driver) ->
          same(
              told,
              true,
              "SELECT bool_or(given_back_at IS NOT NULL) FROM dispatch.offer"
                  + " WHERE trip_id = ? AND driver_id = ?",
              trip,
              driver);
    }
  }

  private void same(Told told, Object expected, String sql, Object... parameters) {
    var actual = city.value(sql, parameters);
    if (!String.valueOf(actual).equals(expected.toString())) {
      breaches.add(told + " was said, but the row says " + actual);
    }
  }

  private void checkEvents() {
    var events =
        city.rows(
            """
            SELECT aggregate_id, aggregate_version AS version,
                   CAST(payload AS json) ->> 'status' AS status
            FROM dispatch.outbox WHERE type LIKE 'trip.%' ORDER BY seq
            """);
    events.stream()
        .collect(groupingBy(event -> (UUID) event.get("aggregate_id")))
        .forEach(this::checkEvents);
  }

  private void checkEvents(UUID trip, List<Map<String, Object>> events) {
    for (int i = 0; i < events.size(); i++) {
      if (!Long.valueOf(i + 1L).equals(events.get(i).get("version"))) {
        breaches.add("the versions of trip " + trip + " do not rise by one: " + events);
      }
      if (i > 0 && !mayGo(status(events.get(i - 1)), status(events.get(i)))) {
        breaches.add("trip " + trip + " went a way that does not exist: " + events);
      }
    }
    var last = status(events.getLast());
    var row = city.value("SELECT status FROM dispatch.trip WHERE id = ?", trip);
    if (!last.name().equals(row)) breaches.add("trip " + trip + " is " + row + ", told " + last);
  }

  private static TripStatus status(Map<String, Object> event) {
    return TripStatus.valueOf(String.valueOf(event.get("status")));
  }

  private static boolean mayGo(TripStatus from, TripStatus to) {
    return WAYS.getOrDefault(from, Set.of()).contains(to);
  }

  private void checkNothingIsStuck() {
    none("an offer is open for ever", "SELECT id FROM dispatch.offer WHERE status = 'OPEN'");
    none(
        "a trip never ends",
        "SELECT concat(id, ' ', status) FROM dispatch.trip"
            + " WHERE status NOT IN ('COMPLETED', 'CANCELLED', 'HOPELESS')");
    none("a driver is claimed for ever", "SELECT driver_id FROM dispatch.driver_claim");
    none(
        "a completed trip was accepted by another driver",
        """
        SELECT trip.id FROM dispatch.trip
        WHERE trip.status = 'COMPLETED' AND NOT EXISTS (
          SELECT FROM dispatch.offer WHERE offer.trip_id = trip.id AND offer.status = 'ACCEPTED'
            AND offer.given_back_at IS NULL AND offer.driver_id = trip.driver_id)
        """);
  }

  private void none(String breach, String sql) {
    city.rows(sql).forEach(row -> breaches.add(breach + ": " + row.values()));
  }
}
