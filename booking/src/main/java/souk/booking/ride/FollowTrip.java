package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.dispatch.trip.TripView;
import souk.platform.json.Json;
import souk.platform.outbox.PayloadHandler;
import souk.platform.postgres.ModuleSchema;

/** A ride's service states are a projection of its trip. Only what moves money wakes the saga. */
@Singleton
final class FollowTrip extends PayloadHandler<TripView> {
  private final Rides rides;
  private final RideWakes wakes;

  FollowTrip(Rides rides, RideWakes wakes, @Named("booking") ModuleSchema schema, Json json) {
    super("ride-follows-trip", schema, json, TripView.class);
    this.rides = rides;
    this.wakes = wakes;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("trip.");
  }

  @Override
  protected void take(TripView trip) {
    rides
        .change(trip.id(), ride -> ride.follow(trip))
        .filter(changed -> changed.moved() && changed.after().phase().isStep())
        .ifPresent(_ -> wakes.wakeAfterCommit(trip.id()));
  }
}
