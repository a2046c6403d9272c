package souk.dispatch.eta;

import java.time.Duration;

/**
 * How far and how long it is to a place.
 *
 * @param metres rounded
 * @param time to the millisecond
 * @param trafficVersion the speeds it was computed with; 0 is free flow
 */
public record Eta(long metres, Duration time, EtaSource source, long trafficVersion) {}
