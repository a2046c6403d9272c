package souk.sim.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import souk.sim.road.Point;

/**
 * One ride somebody will want: when, from where to where, and how the rider will behave in it.
 *
 * @param rider who, by {@link Person#name()}
 * @param nth which of the rider's rides, from 0
 * @param at when, since the city opened
 * @param quoteThink how long the rider looks at the price
 * @param cancelAfter when after the request the rider changes his mind, if he does
 * @param patience how long after the request the rider waits for a driver to be found
 * @param bookedAhead how long after the request the pick-up is to be, if the ride is booked ahead
 * @param losesAnswer whether the answer to the request is lost on the way, so that it is sent again
 */
public record Arrival(
    String rider,
    int nth,
    Duration at,
    Point pickup,
    Point dropoff,
    String product,
    Duration quoteThink,
    Optional<Duration> cancelAfter,
    Duration patience,
    Optional<Duration> bookedAhead,
    boolean losesAnswer) {

  /** One line that is the same wherever and whenever it is written. */
  String canonical() {
    return String.format(
        Locale.ROOT,
        "%d %s/%d %.6f,%.6f %.6f,%.6f %s think=%d cancel=%s patience=%d%s loses=%b",
        at.toMillis(),
        rider,
        nth,
        pickup.lat(),
        pickup.lon(),
        dropoff.lat(),
        dropoff.lon(),
        product,
        quoteThink.toMillis(),
        cancelAfter.map(Duration::toMillis).map(String::valueOf).orElse("never"),
        patience.toMillis(),
        bookedAhead.map(ahead -> " booked=" + ahead.toMillis()).orElse(""),
        losesAnswer);
  }
}
