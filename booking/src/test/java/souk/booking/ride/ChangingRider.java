package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import souk.dispatch.city.Point;
import souk.dispatch.destination.AnswerProposal;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.trip.Trips;

/** A rider who is under way and wants to go elsewhere, and the driver he asks. */
final class ChangingRider {
  /** Beyond the harbour. */
  static final Point FARTHER = new Point(43.7311, 7.4197);

  static final Point NEARER = new Point(43.7370, 7.4250);

  private final RideCity city;
  final Phone phone;
  final UUID ride;

  private ChangingRider(RideCity city, Phone phone, UUID ride) {
    this.city = city;
    this.phone = phone;
    this.ride = ride;
  }

  /** His ride has come so far, and its driver goes no farther by himself. */
  static ChangingRider at(RideCity city, RideStatus status) {
    city.drivers.heldAt = status == RideStatus.DRIVER_ASSIGNED ? "ASSIGNED" : status.name();
    var phone = city.phone();
    var ride = phone.request();
    city.awaitStatus(ride, status);
    return of(city, phone, ride);
  }

  /** He sits in the car, and has for twenty minutes. */
  static ChangingRider slow(RideCity city) {
    var rider = at(city, RideStatus.IN_PROGRESS);
    rider.hasDriven(20);
    return rider;
  }

  /** Whose ride has come far enough. */
  static ChangingRider of(RideCity city, Phone phone, UUID ride) {
    return new ChangingRider(city, phone, ride);
  }

  /** It has taken him so long so far, which must be paid for wherever he goes. */
  void hasDriven(int minutes) {
    city.site.sql(
        """
        UPDATE dispatch.trip SET assigned_at = assigned_at - past, en_route_at = en_route_at - past,
          arrived_at = arrived_at - past, started_at = started_at - past
        FROM (SELECT ? * interval '1 min' AS past) so
        WHERE id = ?
        """,
        minutes,
        ride);
  }

  Phone.Answer quoted(Point dropoff) {
    return phone.post(
        path("/quotes"),
        "{\"dropoff\": {\"lat\": %s, \"lon\": %s}}".formatted(dropoff.lat(), dropoff.lon()));
  }

  String token(Point dropoff) {
    var answer = quoted(dropoff);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.body().path("quote").asText();
  }

  Phone.Answer wish(String token) {
    return wish(token, UUID.randomUUID().toString());
  }

  Phone.Answer wish(String token, String key) {
    return phone.post(path(""), "{\"quote\": \"%s\"}".formatted(token), "Idempotency-Key", key);
  }

  /** Asks to go there; answers the change. */
  UUID ask(Point dropoff) {
    var answer = wish(token(dropoff));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    var changes = answer.body().path("destination_changes");
    return UUID.fromString(changes.get(changes.size() - 1).path("id").asText());
  }

  /** As {@link #ask}, until the driver is asked. */
  UUID asked(Point dropoff) {
    var change = ask(dropoff);
    awaitProposal(change, "OPEN");
    return change;
  }

  Phone.Answer withdraw(UUID change) {
    return phone.post(path("/withdraw"), "{\"change_id\": \"%s\"}".formatted(change));
  }

  void accept(UUID change) {
    city.last().bean(AnswerProposal.class).accept(driver(), ride, change);
  }

  void decline(UUID change) {
    city.last().bean(AnswerProposal.class).decline(driver(), ride, change);
  }

  UUID driver() {
    return UUID.fromString(
        city.site.value("SELECT driver_id FROM dispatch.trip WHERE id = ?", ride));
  }

  /** The trip as dispatch has it goes there. */
  Point tripTo() {
    return city.last().bean(Trips.class).find(ride).orElseThrow().dropoff();
  }

  JsonNode shown() {
    return phone.get("/v1/rides/" + ride).body();
  }

  Point rideTo() {
    var to = shown().path("dropoff");
    return new Point(to.path("lat").asDouble(), to.path("lon").asDouble());
  }

  long fare() {
    return shown().at("/fare/amount").asLong();
  }

  String status(UUID change) {
    return column(change, "status");
  }

  String reason(UUID change) {
    return column(change, "reason");
  }

  String payment(UUID change) {
    return column(change, "payment");
  }

  private String column(UUID change, String column) {
    return city.site.value(
        "SELECT %s FROM booking.destination_change WHERE id = ?".formatted(column), change);
  }

  void awaitStatus(UUID change, String status) {
    await()
        .atMost(RideCity.PATIENCE)
        .untilAsserted(() -> assertThat(status(change)).isEqualTo(status));
  }

  void awaitPayment(UUID change, String payment) {
    await()
        .atMost(RideCity.PATIENCE)
        .untilAsserted(() -> assertThat(payment(change)).isEqualTo(payment));
  }

  void awaitProposal(UUID change, String status) {
    await()
        .atMost(RideCity.PATIENCE)
        .until(() ->
            city.site.count(
                    "SELECT count(*) FROM dispatch.destination_proposal"
                        + " WHERE id = ? AND status = ?",
                    change,
                    status)
                == 1);
  }

  /** The driver's time is over now. */
  void passDeadline(UUID change) {
    city.site.sql(
        "UPDATE dispatch.destination_proposal SET expires_at = clock_timestamp()"
            + " WHERE id = ? AND status = 'OPEN'",
        change);
  }

  /** The driver ends the trip, and the ride is settled. */
  void arrive() {
    city.last().bean(DriveTrip.class).complete(driver(), ride);
    city.awaitSettled(ride);
  }

  private String path(String more) {
    return "/v1/rides/" + ride + "/destination" + more;
  }
}
