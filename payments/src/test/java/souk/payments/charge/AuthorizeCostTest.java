package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;
import souk.payments.Wire;

/**
 * How often a payment waits for PostgreSQL. Under load each round trip is paid for with a place in
 * the queue of both processors, so these numbers may only go down.
 */
class AuthorizeCostTest {
  private static final String ENFORCED =
      """
      INSERT INTO payments.risk_rule (name, version, terms, verdict, if_unknown, reason, mode)
      VALUES ('of_%s', 1, '{"kind": "VELOCITY", "measure": "ATTEMPTS", "by": "%s",
              "window_seconds": 3600, "most": 99}', 'BLOCK', 'ALLOW', 'a test', 'ENFORCED')\
      """;

  private static final String SEEN =
      """
      INSERT INTO payments.payer_sighting (person_id, device, network, country, seen_at)
      VALUES ('%s', 'a phone', '10.0.0.1', 'FR', clock_timestamp())\
      """;

  private static Wire wire;
  private static Till till;

  @BeforeAll
  static void open() {
    wire = Wire.to(PaymentsNode.database());
    var one =
        Map.<String, Object>of(
            "datasources.default.request-pool-size", 1,
            "datasources.default.background-pool-size", 1);
    till = Till.open(wire.database(), one);
    // what a process reads once, it has read; what the driver prepares later, it has prepared
    for (var i = 0; i < 10; i++) till.charges.capture(till.authorized(), Till.TEN);
  }

  @AfterAll
  static void close() {
    till.close();
    wire.close();
  }

  @Test
  void anAuthorization() {
    assertAtMost(14, authorize());
  }

  /** Those who are counted together queue, for four subjects here, and all is read behind that. */
  @Test
  void anAuthorizationThatQueues() {
    for (var by : List.of("CARD", "ACCOUNT", "DEVICE", "ADDRESS")) {
      till.node.sql(ENFORCED.formatted(by.toLowerCase(Locale.ROOT), by));
    }
    try {
      authorize();
      var request = till.request(Till.GOOD_CARD);
      till.node.sql(SEEN.formatted(request.payer()));
      assertAtMost(15, wire.during(() -> till.charges.authorize(request)));
    } finally {
      till.node.sql("UPDATE payments.risk_rule SET mode = 'RETIRED' WHERE mode = 'ENFORCED'");
    }
  }

  @Test
  void aCapture() {
    var charge = till.authorized();
    assertAtMost(9, wire.during(() -> till.charges.capture(charge, Till.TEN)));
  }

  private static List<String> authorize() {
    var request = till.request(Till.GOOD_CARD);
    return wire.during(() -> till.charges.authorize(request));
  }

  private static void assertAtMost(int roundTrips, List<String> sent) {
    assertThat(sent).hasSizeLessThanOrEqualTo(roundTrips);
  }
}
