package souk.dispatch.eta.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.ApiCalls;
import souk.dispatch.TestCity;

/**
 * How far the promises were from what happened: the report, the metric, and how long it is kept.
 */
class EtaReportTest {
  private static TestCity city;
  private static ApiCalls api;

  @BeforeAll
  static void open() {
    city = TestCity.serve(Map.of());
    api = new ApiCalls(city::uri);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void theReportCountsByKindProductAndTheCitysHour() {
    record("QUOTE", "standard", "2026-11-20T10:10:00Z", 100, 130);
    record("QUOTE", "standard", "2026-11-20T10:50:00Z", 100, 90);
    record("QUOTE", "xl", "2026-11-20T11:00:00Z", 100, 160);
    record("QUOTE", "xl", "2026-11-21T11:00:00Z", 100, 500);

    var report = report("?city=monaco&from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z");

    assertThat(report.at("/zone").asText()).isEqualTo("Europe/Monaco");
    assertThat(report.at("/kinds")).hasSize(1);
    assertThat(report.at("/kinds/0/kind").asText()).isEqualTo("QUOTE");
    assertThat(report.at("/kinds/0/errors").toString())
        .isEqualTo("{\"n\":3,\"median_s\":30,\"p90_s\":60,\"bias_s\":26.7}");
    assertThat(report.at("/kinds/0/cells")).hasSize(2);
    assertThat(report.at("/kinds/0/cells/0/hour").asInt()).as("an hour ahead of UTC").isEqualTo(11);
    assertThat(report.at("/kinds/0/cells/0/errors/bias_s").asDouble()).isEqualTo(10);
    assertThat(report.at("/kinds/0/cells/1/product").asText()).isEqualTo("xl");
  }

  @Test
  void badQuestionsAreRefused() {
    assertThat(status("OPS", "?city=monaco")).isEqualTo(200);
    assertThat(status("OPS", "?city=atlantis")).isEqualTo(404);
    assertThat(status("OPS", "?city=%20")).isEqualTo(404);
    assertThat(status("OPS", "")).isEqualTo(400);
    assertThat(status("OPS", "?city=monaco&from=yesterday")).isEqualTo(400);
    assertThat(status("OPS", "?city=monaco&from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z"))
        .isEqualTo(422);
    assertThat(status("OPS", "?city=monaco&from=2020-01-01T00:00:00Z")).isEqualTo(422);
    assertThat(status("CUSTOMER", "?city=monaco")).isEqualTo(403);
  }

  @Test
  void oldRecordsAreForgotten() {
    record("QUOTE", "standard", "2020-11-20T10:10:00Z", 100, 130);
    record("QUOTE", "standard", Instant.now().toString(), 100, 130);
    assertThat(city.bean(EtaRecords.class).forget(Duration.ofDays(90), 10)).isEqualTo(1);
    assertThat(city.bean(EtaRecords.class).forget(Duration.ofDays(90), 10)).isZero();
  }

  @Test
  void errorsAreMetrics() {
    var metrics = city.bean(MeterRegistry.class);
    city.bean(EtaMetrics.class)
        .closed(
            "nowhere",
            List.of(
                new ClosedEta(EtaKind.OFFER, "xl", 30),
                new ClosedEta(EtaKind.OFFER, "xl", 10),
                new ClosedEta(EtaKind.OFFER, "xl", -4)));
    var late = metrics.get("souk.eta.error").tags("city", "nowhere", "sign", "late").summary();
    assertThat(late.count()).isEqualTo(2);
    assertThat(late.totalAmount()).isEqualTo(40);
    var early = metrics.get("souk.eta.error").tags("city", "nowhere", "sign", "early").summary();
    assertThat(early.totalAmount()).isEqualTo(4);
  }

  private static void record(
      String kind, String product, String shownAt, int predicted, int actual) {
    city.sql(
        """
        INSERT INTO dispatch.eta_record (city_id, trip_id, kind, product, shown_at, predicted_s,
          source, traffic_version, actual_s, closed_at)
        VALUES ('monaco', gen_random_uuid(), ?, ?, CAST(? AS timestamptz), ?, 'ROAD', 1, ?,
                clock_timestamp())
        """,
        kind,
        product,
        shownAt,
        predicted,
        actual);
  }

  private static JsonNode report(String query) {
    return ApiCalls.ok(get("OPS", query));
  }

  private static int status(String role, String query) {
    return get(role, query).statusCode();
  }

  private static HttpResponse<String> get(String role, String query) {
    return api.get(UUID.randomUUID(), role, "/v1/ops/eta/report" + query);
  }
}
