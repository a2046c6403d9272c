package souk.dispatch.fleet;

import java.time.Duration;
import java.util.UUID;
import souk.dispatch.city.Point;

/**
 * A free driver near a place.
 *
 * @param metres from the place, as the crow flies
 * @param age how long ago a server received the position
 */
public record Nearby(UUID driver, Point point, long metres, Duration age) {}
