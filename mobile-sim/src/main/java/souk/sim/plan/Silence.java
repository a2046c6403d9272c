package souk.sim.plan;

import java.time.Duration;

/**
 * A stretch in which a phone sends nothing and hears nothing and believes that it is on line.
 *
 * @param after how long after the one before, or after the phone was switched on
 */
public record Silence(Duration after, Duration length) {}
