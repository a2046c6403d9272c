package souk.booking.fare;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import souk.booking.quote.Quote;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.eta.MapMatching;
import souk.dispatch.eta.MatchedTrack;
import souk.dispatch.eta.Polyline;
import souk.dispatch.tracking.Traces;

/** Finds out which way a ride was driven, from the positions of its driver's phone. */
@Singleton
public final class Metering {
  private final Traces traces;
  private final MapMatching matching;

  Metering(Traces traces, MapMatching matching) {
    this.traces = traces;
    this.matching = matching;
  }

  /**
   * The way of a completed ride as far as positions have come in; empty when they tell nothing of
   * it. Positions may be late: asking again may answer more, so a bill is made of one answer.
   */
  public Optional<Metered> of(UUID rideId, Quote quote, Journey journey) {
    return RiddenTrack.of(traces.of(rideId), quote.pickup(), quote.dropoff(), journey)
        .flatMap(track -> metered(new CityId(quote.cityId()), track));
  }

  /**
   * Whether the positions of a ride that is over have come in until its end. While they have not,
   * those of its last seconds may still be under way, or wait in the process that was told them.
   */
  public boolean isWhole(UUID rideId, Journey journey) {
    var startedAt = journey.startedAt();
    var completedAt = journey.completedAt();
    if (startedAt == null || completedAt == null) return true;
    return RiddenTrack.isWhole(traces.of(rideId), startedAt, completedAt);
  }

  /**
   * How many metres the car has driven with the rider on board; empty when its positions tell
   * nothing of it that can be trusted.
   *
   * @param place where it is now
   */
  public Optional<Long> soFar(UUID rideId, Quote quote, Journey journey, Point place, Instant now) {
    var tariff = quote.tariff();
    if (tariff == null) return Optional.empty();
    return RiddenTrack.of(traces.of(rideId), quote.pickup(), place, journey.until(now))
        .flatMap(track -> metered(new CityId(quote.cityId()), track))
        .map(Metered::measured)
        .filter(way -> MeteredFare.isBelieved(way, tariff.terms().metering()))
        .map(Measured::metres);
  }

  private Optional<Metered> metered(CityId city, RiddenTrack track) {
    var matched = matching.match(city, track.samples());
    return track.measured(matched).map(measured -> new Metered(measured, polyline(matched)));
  }

  /** A piece begins where the one before it ended. */
  private static String polyline(MatchedTrack matched) {
    var way = new ArrayList<Point>();
    for (var piece : matched.pieces()) {
      for (var point : piece.path()) {
        if (way.isEmpty() || !way.getLast().equals(point)) way.add(point);
      }
    }
    return Polyline.encode(way);
  }
}
