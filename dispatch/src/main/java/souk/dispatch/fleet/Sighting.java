package souk.dispatch.fleet;

import java.time.Duration;
import java.time.Instant;
import souk.dispatch.city.Point;

/**
 * Where a driver was last seen.
 *
 * @param at the position's own time
 * @param age how long ago a server received it, and by how much it was late then
 */
public record Sighting(Point point, Instant at, Duration age) {}
