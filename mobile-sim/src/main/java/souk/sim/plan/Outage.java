package souk.sim.plan;

import java.time.Duration;

/**
 * How long a phone's connection holds and how long it is then away; after a restart the app has
 * forgotten what it knew.
 */
public record Outage(Duration up, Duration down, boolean restart) {}
