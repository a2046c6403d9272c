package souk.dispatch.fleet;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

/** Positions as they are sent over HTTP: of one driver, or of many by a partner's gateway. */
@Introspected
public record PositionBatch(@Nullable List<@Nullable Sent> positions) {
  /** One of them; what is missing is said with its number, so nothing is refused while parsing. */
  @Introspected
  @Schema(
      name = "SentPosition",
      requiredProperties = {"lat", "lon", "at"})
  public record Sent(
      @Nullable UUID driverId,
      @Nullable Double lat,
      @Nullable Double lon,
      @Nullable Instant at,
      @Nullable Double accuracyM,
      @Nullable Double heading,
      @Nullable Double speedMps) {}

  /**
   * What a driver says of himself; none where nothing is said.
   *
   * @throws Problem as {@link #byDriver}
   */
  public List<Position> own(Person driver) {
    if (positions == null || positions.isEmpty()) return List.of();
    return byDriver(driver).getOrDefault(driver.id(), List.of());
  }

  /**
   * The positions of each driver.
   *
   * @throws Problem 400 for what is missing or out of range, 403 for a driver who speaks for
   *     another, 413 for too many
   */
  Map<UUID, List<Position>> byDriver(Person sender) {
    var all = positions;
    if (all == null || all.isEmpty()) {
      throw Problem.malformed("malformed", "positions must be a list of 1 to %d".formatted(max()));
    }
    if (all.size() > max()) {
      throw Problem.ofStatus(
          413, "too_large", "One call takes %d positions, not %d.".formatted(max(), all.size()));
    }
    var byDriver = new LinkedHashMap<UUID, List<Position>>();
    for (int number = 0; number < all.size(); number++) {
      var sent = all.get(number);
      if (sent == null) throw malformed(number, "must be an object");
      byDriver
          .computeIfAbsent(driver(sender, sent, number), _ -> new ArrayList<>())
          .add(position(sent, number));
    }
    return byDriver;
  }

  private static int max() {
    return Positions.AT_ONCE_MAX;
  }

  private static UUID driver(Person sender, Sent sent, int number) {
    var named = sent.driverId();
    if (sender.is(Role.SERVICE) && named != null) return named;
    if (!sender.is(Role.DRIVER)) throw malformed(number, "driver_id must be a driver's id");
    if (named == null || named.equals(sender.id())) return sender.id();
    throw Problem.forbidden("A driver sends his own positions only.");
  }

  private static Position position(Sent sent, int number) {
    var lat = sent.lat();
    var lon = sent.lon();
    var at = sent.at();
    if (lat == null || lon == null || at == null) {
      throw malformed(number, "must have lat and lon as numbers, and at as an instant");
    }
    try {
      var point = new Point(lat, lon);
      return new Position(point, at, sent.accuracyM(), sent.heading(), sent.speedMps());
    } catch (IllegalArgumentException outOfRange) {
      throw malformed(number, String.valueOf(outOfRange.getMessage()));
    }
  }

  private static Problem malformed(int number, String what) {
    var field = "positions[%d]".formatted(number);
    return Problem.malformed("malformed", field + ": " + what)
        .with("errors", List.of(Map.of("field", field, "message", what)));
  }
}
