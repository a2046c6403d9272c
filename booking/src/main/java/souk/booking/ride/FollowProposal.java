package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Set;
import souk.dispatch.destination.DestinationProposal;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;

/** A change that its driver did not agree to is refused; his consent is told by the trip. */
@Singleton
final class FollowProposal implements EventHandler {
  private static final Set<String> ENDS =
      Set.of(
          "destination.declined",
          "destination.expired",
          "destination.withdrawn",
          "destination.lapsed");

  private final Rides rides;
  private final RideWakes wakes;
  private final ModuleSchema schema;
  private final Json json;

  FollowProposal(Rides rides, RideWakes wakes, @Named("booking") ModuleSchema schema, Json json) {
    this.rides = rides;
    this.wakes = wakes;
    this.schema = schema;
    this.json = json;
  }

  @Override
  public String name() {
    return "change-follows-proposal";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return ENDS.contains(type);
  }

  @Override
  public void handle(DomainEvent event) {
    var proposal = json.read(event.payload(), DestinationProposal.class);
    rides
        .change(proposal.tripId(), ride -> ride.follow(proposal))
        .filter(changed -> changed.moved() && changed.after().phase().isStep())
        .ifPresent(_ -> wakes.wakeAfterCommit(proposal.tripId()));
  }
}
