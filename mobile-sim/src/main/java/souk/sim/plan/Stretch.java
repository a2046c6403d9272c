package souk.sim.plan;

import java.time.Duration;

/** A part of a run, from its opening on. */
public record Stretch(Duration from, Duration until) {}
