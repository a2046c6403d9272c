package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Set;
import souk.dispatch.destination.DestinationProposal;
import souk.platform.json.Json;
import souk.platform.outbox.PayloadHandler;
import souk.platform.postgres.ModuleSchema;

/** A change that its driver did not agree to is refused; his consent is told by the trip. */
@Singleton
final class FollowProposal extends PayloadHandler<DestinationProposal> {
  private static final Set<String> ENDS =
      Set.of(
          "destination.declined",
          "destination.expired",
          "destination.withdrawn",
          "destination.lapsed");

  private final Rides rides;
  private final RideWakes wakes;

  FollowProposal(Rides rides, RideWakes wakes, @Named("booking") ModuleSchema schema, Json json) {
    super("change-follows-proposal", schema, json, DestinationProposal.class);
    this.rides = rides;
    this.wakes = wakes;
  }

  @Override
  public boolean handles(String type) {
    return ENDS.contains(type);
  }

  @Override
  protected void take(DestinationProposal proposal) {
    rides
        .change(proposal.tripId(), ride -> ride.follow(proposal))
        .filter(changed -> changed.moved() && changed.after().phase().isStep())
        .ifPresent(_ -> wakes.wakeAfterCommit(proposal.tripId()));
  }
}
