package souk.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.bench.load.Places;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.Point;

class IngestPartsTest {
  private static final City CITY = Cities.standard().all().getFirst();

  @Test
  void readsTheRateOfRedisBenchmark() throws IOException {
    var csv =
        """
        "test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms"
        "GEOADD bench:geoadd 7.4282 43.7394 driver:__rand_int__","41234.50","0.602","0.120","0.591"
        """;
    assertThat(RedisBenchmark.ratePerSecond(csv)).isEqualTo(41_234.5);
    assertThatThrownBy(() -> RedisBenchmark.ratePerSecond("Could not connect"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RedisBenchmark.ratePerSecond("")).isInstanceOf(IOException.class);
  }

  @Test
  void addsUpWhatAServerCounts() {
    var page =
        """
        # TYPE souk_fleet_positions_total counter
        souk_fleet_positions_total{verdict="older"} 3.0
        souk_fleet_positions_total{verdict="used"} 1.2E7
        souk_fleet_positions_total_other{verdict="used"} 9.0
        """;
    assertThat(Meters.sum(page, "souk_fleet_positions_total{", "verdict=\"used\""))
        .isEqualTo(1.2e7);
    assertThat(Meters.sum(page, "nothing", "")).isZero();
  }

  @Test
  void aBatchHasEveryDriverOfItsGroupOnceAndItsWitnessTellsItsNumber() throws IOException {
    var crowd = new Crowd(CITY.id(), new Places(CITY.area(), 7), 2);
    var group = crowd.groups().getLast();
    for (long number = 1; number <= 3; number++) {
      var batch = group.next();
      var positions = new ObjectMapper().readTree(batch.body()).get("positions");
      var drivers = new HashSet<String>();
      positions.forEach(one -> drivers.add(one.get("driver_id").asText()));
      assertThat(drivers).hasSize(Crowd.GROUP);
      assertThat(batch.number()).isEqualTo(number);
      var witness = positions.get(Crowd.GROUP - 1);
      assertThat(witness.get("driver_id").asText()).isEqualTo(Crowd.witness(1).toString());
      var place = new Point(witness.get("lat").asDouble(), witness.get("lon").asDouble());
      assertThat(Crowd.number(place)).isEqualTo(number);
    }
    assertThat(crowd.groupOf(Crowd.witness(1))).isSameAs(group);
    assertThat(crowd.groupOf(Crowd.witness(0))).isSameAs(crowd.groups().getFirst());
  }

  @Test
  void whoHasASocketIsInNoBatch() throws IOException {
    var crowd = new Crowd(CITY.id(), new Places(CITY.area(), 7), 2);
    var sent = new HashSet<String>();
    for (var group : crowd.groups()) {
      new ObjectMapper()
          .readTree(group.next().body())
          .get("positions")
          .forEach(one -> sent.add(one.get("driver_id").asText()));
    }
    assertThat(sent).hasSize(crowd.drivers());
    assertThat(IntStream.range(0, 1_500).mapToObj(n -> crowd.other(n).toString()))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(sent);
  }
}
