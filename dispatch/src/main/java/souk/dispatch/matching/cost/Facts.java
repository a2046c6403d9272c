package souk.dispatch.matching.cost;

import java.time.Duration;

/**
 * What the cost of a driver for a trip is computed from.
 *
 * @param toPickup his way to the pick-up
 * @param record what he did of late
 * @param free how long he has been free
 * @param mean what the drivers did with whom he is compared
 * @param waited how long the trip has looked for a driver
 * @param search how long a trip is looked for before it is hopeless
 * @param givenBack whether a driver accepted the trip and gave it back
 */
public record Facts(
    Duration toPickup,
    TrackRecord record,
    Duration free,
    Work.Mean mean,
    Duration waited,
    Duration search,
    boolean givenBack) {}
