package souk.sim.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import souk.sim.client.Wire;
import souk.sim.fake.TinyServer.Reply;
import souk.sim.road.Point;

/** Which drivers a search finds; what is lost is there again a little later. */
final class FakeIndex {
  private static final Duration HEALS_AFTER = Duration.ofMillis(150);

  private final Set<UUID> lost = new HashSet<>();
  private Instant healsAt = Instant.MIN;

  void lose(Collection<FakeDriver> drivers) {
    drivers.forEach(driver -> lost.add(driver.id));
    healsAt = Instant.now().plus(HEALS_AFTER);
  }

  void heal() {
    if (Instant.now().isAfter(healsAt)) lost.clear();
  }

  void told(FakeDriver driver, JsonNode positions) {
    for (var position : positions) driver.at(Wire.read(position, Point.class));
  }

  Reply around(Collection<FakeDriver> drivers) {
    var found =
        drivers.stream()
            .filter(driver -> driver.isHeard() && driver.ride == null)
            .filter(driver -> !lost.contains(driver.id))
            .map(FakeDriver::around)
            .toList();
    return Reply.ok(Map.of("count", found.size(), "drivers", found));
  }
}
