package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.dispatch.trip.TripView;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;

/** A ride's service states are a projection of its trip. Only what moves money wakes the saga. */
@Singleton
final class FollowTrip implements EventHandler {
  private final Rides rides;
  private final RideWakes wakes;
  private final ModuleSchema schema;
  private final Json json;

  FollowTrip(Rides rides, RideWakes wakes, @Named("booking") ModuleSchema schema, Json json) {
    this.rides = rides;
    this.wakes = wakes;
    this.schema = schema;
    this.json = json;
  }

  @Override
  public String name() {
    return "ride-follows-trip";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("trip.");
  }

  @Override
  public void handle(DomainEvent event) {
    var trip = json.read(event.payload(), TripView.class);
    rides
        .change(trip.id(), ride -> ride.follow(trip))
        .filter(changed -> changed.moved() && changed.after().phase().isStep())
        .ifPresent(_ -> wakes.wakeAfterCommit(trip.id()));
  }
}
