package souk.sim.plan;

import java.time.Duration;
import java.util.Optional;
import souk.sim.road.Point;

/**
 * A rider who wants to go elsewhere while he is under way.
 *
 * @param after how long after he got in he asks
 * @param withdrawAfter how long after that he takes it back, if he does
 */
public record Detour(Duration after, Point dropoff, Optional<Duration> withdrawAfter) {}
