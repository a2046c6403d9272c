package souk.dispatch.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.dispatch.DispatchNode;

class DriverControllerTest extends DriverApi {
  @Test
  void registersADriverWhoWaitsForOperations() {
    var person = UUID.randomUUID();
    var answer = put(person, REGISTRATION);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(body(answer))
        .isEqualTo(
            tree(
                """
                {"id": "%s", "name": "Charles", "city_id": "monaco", "status": "PENDING",
                 "status_reason": null, "availability": "OFFLINE", "product": null, "version": 1,
                 "vehicle": {"plate": "MC 1234", "model": "Model 3", "colour": "white",
                             "products": ["standard", "xl"]}}
                """
                    .formatted(person)));
    assertThat(body(get(person, "/v1/me/driver"))).isEqualTo(body(answer));
  }

  @Test
  void aDriverWorksOnceHeIsApprovedAndStopsWhenHeIsBlocked() {
    var person = UUID.randomUUID();
    put(person, REGISTRATION);
    assertThat(refused(online(person, "standard"), 409)).isEqualTo("driver_not_approved");

    assertThat(field(ops(person, "approve", ""), "status")).isEqualTo("APPROVED");
    var online = online(person, "standard");
    assertThat(field(online, "availability")).isEqualTo("ONLINE");
    assertThat(field(online, "product")).isEqualTo("standard");
    assertThat(body(online(person, "standard"))).as("again").isEqualTo(body(online));

    var offline = post(person, "/v1/me/driver/offline", "");
    assertThat(field(offline, "availability")).isEqualTo("OFFLINE");
    assertThat(body(post(person, "/v1/me/driver/offline", ""))).isEqualTo(body(offline));

    online(person, "xl");
    var blocked = ops(person, "block", "{\"reason\": \"papers expired\"}");
    assertThat(field(blocked, "status")).isEqualTo("BLOCKED");
    assertThat(field(blocked, "status_reason")).isEqualTo("papers expired");
    assertThat(field(blocked, "availability")).isEqualTo("OFFLINE");
    assertThat(refused(online(person, "standard"), 409)).isEqualTo("driver_not_approved");
    assertThat(body(ops(person, "block", "{\"reason\": \"other\"}"))).isEqualTo(body(blocked));

    var approved = ops(person, "approve", "");
    assertThat(field(approved, "status_reason")).isEqualTo("null");
    assertThat(online(person, "standard").statusCode()).isEqualTo(200);
  }

  @Test
  void whatOperatorsDidToADriverIsFoundOnceEach() {
    var person = approved();
    online(person, "standard");
    ops(person, "block", "{\"reason\": \"papers expired\"}");
    ops(person, "block", "{\"reason\": \"again\"}");

    var log = body(get(OPERATOR, "OPS", "/v1/ops/actions?subject_id=" + person)).path("items");
    assertThat(log).hasSize(2);
    var blocked = log.get(0);
    assertThat(blocked.path("action").asText()).isEqualTo("driver.blocked");
    assertThat(blocked.path("operator").path("id").asText()).isEqualTo(OPERATOR.toString());
    assertThat(blocked.path("reason").asText()).isEqualTo("papers expired");
    assertThat(blocked.path("before").path("online").asBoolean()).isTrue();
    assertThat(blocked.path("after"))
        .isEqualTo(
            tree(
                """
                {"status": "BLOCKED", "status_reason": "papers expired", "online": false}
                """));
    assertThat(log.get(1).path("action").asText()).isEqualTo("driver.approved");
  }

  @Test
  void offersOnlyWhatTheVehicleIsGoodFor() {
    var person = approved();
    assertThat(refused(online(person, "premium"), 422)).isEqualTo("product_not_offered");
    assertThat(refused(online(person, "rocket"), 422)).isEqualTo("product_unknown");
    assertThat(refused(post(person, "/v1/me/driver/online", "{}"), 400)).isEqualTo("malformed");
    assertThat(refused(post(person, "/v1/me/driver/online", ""), 400)).isEqualTo("malformed");
  }

  @Test
  void goingOffLineWithdrawsAnOpenOffer() {
    var person = approved();
    online(person, "standard");
    var trip = cast.offered(person);
    assertThat(refused(online(person, "xl"), 409)).isEqualTo("offer_open");

    assertThat(field(post(person, "/v1/me/driver/offline", ""), "availability"))
        .isEqualTo("OFFLINE");
    assertThat(cast.offerOf(trip)).isEqualTo("WITHDRAWN");
  }

  @Test
  void whoDrivesATripEndsItFirst() {
    var person = approved();
    online(person, "standard");
    var trip = cast.onTrip(person);

    var answer = post(person, "/v1/me/driver/offline", "");
    assertThat(refused(answer, 409)).isEqualTo("on_trip");
    assertThat(field(answer, "trip_id")).isEqualTo(trip.toString());
    assertThat(refused(online(person, "xl"), 409)).isEqualTo("on_trip");
    assertThat(field(get(person, "/v1/me/driver"), "availability")).isEqualTo("ONLINE");
  }

  @Test
  void blockingTakesEffectAtOnceButLeavesNoRiderInTheStreet() {
    var driving = approved();
    online(driving, "standard");
    cast.onTrip(driving);
    var offered = approved();
    online(offered, "standard");
    var offer = cast.offered(offered);

    for (var person : new UUID[] {driving, offered}) {
      assertThat(field(ops(person, "block", "{\"reason\": \"x\"}"), "availability"))
          .isEqualTo("OFFLINE");
    }
    assertThat(cast.offerOf(offer)).isEqualTo("WITHDRAWN");
    assertThat(node.bean(Drivers.class).standing(driving).orElseThrow().trip()).isPresent();
    assertThat(refused(put(driving, other("plate", "MC 9")), 409)).isEqualTo("on_trip");
  }

  @Test
  void anotherVehicleIsApprovedAnewAndTheSameIsNot() {
    var person = approved();
    var before = body(get(person, "/v1/me/driver"));
    assertThat(body(put(person, REGISTRATION))).isEqualTo(before);
    assertThat(field(put(person, other("name", "Albert")), "status")).isEqualTo("APPROVED");
    assertThat(field(put(person, other("plate", "MC 9")), "status")).isEqualTo("PENDING");
  }

  @Test
  void whoIsOnLineGoesOffLineBeforeHeChangesHisVehicle() {
    var person = approved();
    online(person, "standard");
    assertThat(refused(put(person, other("plate", "MC 9")), 409)).isEqualTo("driver_online");
    assertThat(put(person, REGISTRATION).statusCode()).isEqualTo(200);
  }

  @Test
  void aBlockedDriverDoesNotBecomeAnotherByRegisteringAgain() {
    var person = approved();
    ops(person, "block", "{\"reason\": \"x\"}");
    assertThat(field(put(person, other("plate", "MC 9")), "status")).isEqualTo("BLOCKED");
  }

  @Test
  void approvesByItselfWhereThatIsConfigured() {
    var waiting = UUID.randomUUID();
    put(waiting, REGISTRATION);
    try (var demo = DispatchNode.serve(database, Map.of())) {
      var registered = UUID.randomUUID();
      assertThat(field(put(demo, registered, REGISTRATION), "status")).isEqualTo("APPROVED");
      assertThat(field(put(demo, registered, other("plate", "MC 9")), "status"))
          .isEqualTo("APPROVED");
      assertThat(field(put(demo, waiting, REGISTRATION), "status")).isEqualTo("APPROVED");
    }
  }
}
