package souk.dispatch.fleet;

import java.time.Duration;
import java.util.UUID;
import souk.dispatch.city.Point;

/**
 * A free driver near a place.
 *
 * @param metres from the place, as the crow flies
 * @param age of the position: how long ago a server received it, and by how much it was late then
 */
public record Nearby(UUID driver, Point point, long metres, Duration age) {}
