package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.dispatch.trip.TripView;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Transactions;
import souk.platform.saga.SagaKind;
import souk.platform.saga.Sagas;

/** A ride's service states are a projection of its trip. Only what moves money wakes the saga. */
@Singleton
final class FollowTrip implements EventHandler {
  private final Rides rides;
  private final Sagas sagas;
  private final SagaKind kind;
  private final ModuleSchema schema;
  private final Transactions transactions;
  private final Json json;

  FollowTrip(
      Rides rides,
      Sagas sagas,
      @Named("ride") SagaKind kind,
      @Named("booking") ModuleSchema schema,
      Transactions transactions,
      Json json) {
    this.rides = rides;
    this.sagas = sagas;
    this.kind = kind;
    this.schema = schema;
    this.transactions = transactions;
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
        .ifPresent(_ -> transactions.afterCommit(() -> sagas.wakeSoon(kind, trip.id())));
  }
}
