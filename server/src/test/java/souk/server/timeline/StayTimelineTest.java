package souk.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.postgres.Transactions;
import souk.server.ServerNode;
import souk.server.TestPhones;

/** Operations read one story of a stay, whichever modules had a part in it. */
class StayTimelineTest {
  private static ServerNode node;
  private static String ops;

  @BeforeAll
  static void start() {
    node = ServerNode.quiet();
    ops = TestPhones.token(UUID.randomUUID(), "OPS");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void theModulesTellOneStory() {
    var stay = UUID.randomUUID();
    node.sql(
        """
        INSERT INTO booking.stay (id, hotel_id, city_id, guest_id, guest_name, arrival, departure,
          status, quote_id, quote, total_minor, currency, expires_at)
        VALUES ('%1$s', '%1$s', 'monaco', '%1$s', 'Rita', '2027-01-01', '2027-01-02', 'HELD',
          '%1$s', '{}', 1, 'EUR', clock_timestamp() + interval '1 hour');
        INSERT INTO booking.history
          (id, order_id, aggregate_id, aggregate_version, type, payload, at)
        VALUES ('%1$s', '%1$s', '%1$s', 1, 'stay.held',
          '{"guest_id": "%1$s", "status": "HELD", "unheard_of": 1}',
          clock_timestamp() - interval '1 s');
        """
            .formatted(stay));
    var operator = new Operator(UUID.randomUUID(), "Grace");
    var looked = new OperatorAction("stay.looked_at", "stay", stay, "complaint", null, null);
    node.bean(Transactions.class).run(() -> node.bean(ActionLog.class).add(operator, looked));

    var told = node.get(path(stay), ops);

    assertThat(told.status()).as(told.body()).isEqualTo(200);
    assertThat(told.json().path("stay_id").asText()).isEqualTo(stay.toString());
    assertThat(told.json().path("complete").asBoolean()).isTrue();
    assertThat(told.json().path("entries").findValuesAsText("type"))
        .containsExactly("stay.held", "stay.looked_at");
    var held = told.json().path("entries").path(0);
    assertThat(held.path("actor").path("kind").asText()).isEqualTo("GUEST");
    assertThat(held.path("summary").asText()).isEqualTo("Stay is HELD");
  }

  @Test
  void onlyOperationsReadItAndOnlyOfAStayThatIsThere() {
    var unknown = path(UUID.randomUUID());
    assertThat(node.get(unknown, null).status()).isEqualTo(401);
    for (var role : new String[] {"CUSTOMER", "HOST"}) {
      assertThat(node.get(unknown, TestPhones.token(UUID.randomUUID(), role)).status())
          .isEqualTo(403);
    }
    assertThat(node.get(unknown, ops).status()).isEqualTo(404);
    assertThat(node.get("/v1/ops/stays/x/timeline", ops).status()).isEqualTo(400);
  }

  private static String path(UUID stay) {
    return "/v1/ops/stays/" + stay + "/timeline";
  }
}
