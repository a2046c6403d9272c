package souk.booking.ride;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.fare.Way;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.PositionRecorder;
import souk.dispatch.fleet.Positions;

/**
 * A ride whose way is driven but for its last seconds.
 *
 * @param ear the process that the driver's phone speaks to; the city's other one makes the bills
 * @param now of the last ping
 */
record AlmostThere(RideCity city, BookingNode ear, Way way, UUID ride, UUID driver, Instant now)
    implements AutoCloseable {
  /** In less time than after which the drop-off would stand in for a phone that is silent. */
  static final int LAST_PINGS = 3;

  /**
   * Opens two processes and drives there.
   *
   * @param patience for how long a bill waits for positions
   */
  static AlmostThere open(String patience) {
    var city = RideCity.open(Map.of("souk.rides.trace-patience", patience));
    var ear = city.anotherNode(BookingNode.API_ONLY);
    city.drivers.heldAt = "IN_PROGRESS";
    var ride = city.phone().request();
    city.awaitStatus(ride, RideStatus.IN_PROGRESS);
    city.drivers.close();
    var driver = city.site.value("SELECT driver_id FROM dispatch.trip WHERE id = ?", ride);
    var way = Way.between(ear, Phone.CASINO, Phone.HARBOUR);
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var drive = new AlmostThere(city, ear, way, ride, UUID.fromString(driver), now);
    drive.beginLongAgo();
    drive.say(drive.pings(0, way.pings().size() - LAST_PINGS));
    ear.bean(PositionRecorder.class).keepNow();
    return drive;
  }

  /** What he said while he waited at the pick-up is of no ride that began then. */
  private void beginLongAgo() {
    city.last().bean(PositionRecorder.class).keepNow();
    city.site.sql("DELETE FROM dispatch.trace_point WHERE trip_id = ?", ride);
    city.site.sql(
        """
        UPDATE dispatch.trip SET assigned_at = start, en_route_at = start, arrived_at = start,
          started_at = start
        FROM (SELECT CAST(? AS timestamptz) AS start) so WHERE id = ?
        """,
        at(0).toString(),
        ride);
  }

  /** Until then all positions wait in the memory of the processes that were told them. */
  void whileNoTraceIsWritten(Runnable meanwhile) {
    city.site
        .database()
        .past(connection -> {
          connection.setAutoCommit(false);
          try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE dispatch.trace_point IN SHARE MODE");
            meanwhile.run();
          }
          connection.rollback();
          return true;
        });
  }

  void sayTheLast() {
    say(theLast());
  }

  void end() {
    ear.bean(DriveTrip.class).complete(driver, ride);
  }

  /** One call does both. */
  void endSayingTheLast() {
    var positions = theLast().stream().map(AlmostThere::json).collect(joining(","));
    var path = "/v1/trips/%s/complete".formatted(ride);
    var body = "{\"positions\": [%s]}".formatted(positions);
    ApiCalls.answered(new ApiCalls(ear).post(driver, "DRIVER", path, body), 200);
  }

  void awaitSettled() {
    city.awaitSettled(ride);
  }

  double metres() {
    return measured().path("metres").asDouble();
  }

  double metresFromDropoff() {
    return measured().path("metres_from_dropoff").asDouble();
  }

  private JsonNode measured() {
    var bill = city.site.value("SELECT bill FROM booking.ride WHERE id = ?", ride);
    return ApiCalls.json(bill).path("basis").path("measured");
  }

  private List<Position> theLast() {
    return pings(way.pings().size() - LAST_PINGS, way.pings().size());
  }

  private List<Position> pings(int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(n -> new Position(way.pings().get(n), at(n), 8.0))
        .toList();
  }

  private Instant at(int ping) {
    return now.minus(Way.PING.multipliedBy(way.pings().size() - 1L - ping));
  }

  private void say(List<Position> positions) {
    ear.bean(Positions.class).accept(driver, positions);
  }

  private static String json(Position position) {
    var point = position.point();
    return "{\"lat\": %s, \"lon\": %s, \"at\": \"%s\", \"accuracy_m\": 8}"
        .formatted(point.lat(), point.lon(), position.at());
  }

  @Override
  public void close() {
    ear.close();
    city.close();
  }
}
