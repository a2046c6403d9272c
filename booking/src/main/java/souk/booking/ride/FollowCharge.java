package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.payments.charge.ChargeStanding;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;

/**
 * A ride's payments are projections of its charges. The saga that asked for it is told by the
 * answer of its own step; it is woken only where it waits, because the first answer was lost.
 */
@Singleton
final class FollowCharge implements EventHandler {
  private final Rides rides;
  private final RideWakes wakes;
  private final ModuleSchema schema;
  private final Json json;

  FollowCharge(Rides rides, RideWakes wakes, @Named("booking") ModuleSchema schema, Json json) {
    this.rides = rides;
    this.wakes = wakes;
    this.schema = schema;
    this.json = json;
  }

  @Override
  public String name() {
    return "ride-follows-charge";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("charge.");
  }

  @Override
  public void handle(DomainEvent event) {
    var charge = json.read(event.payload(), ChargeStanding.class);
    var order = charge.order();
    if (order == null || !RideMoney.KINDS.contains(order.kind())) return;
    rides
        .change(order.id(), ride -> ride.follow(charge))
        .filter(FollowCharge::wasAwaited)
        .ifPresent(_ -> wakes.wakeAfterCommit(order.id()));
  }

  private static boolean wasAwaited(Rides.Changed changed) {
    return changed.moved() && !changed.before().phase().isStep();
  }
}
