package souk.sim.plan;

import java.time.Duration;
import souk.sim.road.Point;

/** What a driver without work does next: stand a while, then drive somewhere near his home. */
public record Wander(Duration stand, Point target) {}
