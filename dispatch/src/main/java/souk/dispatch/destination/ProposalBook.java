package souk.dispatch.destination;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.trip.OpenProposals;
import souk.platform.outbox.Outbox;

/**
 * The proposals' rows. An open one ends once, by whichever conditional update matches its row
 * first; the event that tells of it commits with that.
 */
@Singleton
final class ProposalBook implements OpenProposals {
  private final ProposalRows rows;
  private final Outbox outbox;
  private final DestinationConfiguration configuration;

  ProposalBook(
      ProposalRows rows, @Named("dispatch") Outbox outbox, DestinationConfiguration configuration) {
    this.rows = rows;
    this.outbox = outbox;
    this.configuration = configuration;
  }

  Optional<DestinationProposal> find(UUID id) {
    return rows.find(id).map(ProposalRows.Row::proposal);
  }

  /** Enters a new one; answers whether its id, and to ask about the trip, was free. */
  boolean enter(ProposeDestination asked, ProposalStatus status) {
    var entered =
        rows.enter(
            asked.id(),
            asked.city().slug(),
            asked.trip(),
            asked.driver(),
            asked.dropoff().lat(),
            asked.dropoff().lon(),
            asked.fare().minor(),
            asked.fare().currency().getCurrencyCode(),
            status.name(),
            configuration.getTime().toMillis(),
            configuration.getPushAgainAfter().toMillis());
    return told(asked.id(), entered);
  }

  /** The driver's answer; false when his time is over or somebody ended it before. */
  boolean answer(UUID id, ProposalStatus status) {
    return told(id, rows.answer(id, status.name()));
  }

  /** False when its time is not over or somebody ended it before. */
  boolean runOut(UUID id) {
    return told(id, rows.runOut(id));
  }

  /** False when somebody ended it before. */
  boolean withdraw(UUID id) {
    return told(id, rows.end(id, ProposalStatus.WITHDRAWN.name()));
  }

  @Override
  public void lapse(UUID trip) {
    rows.openOf(trip).ifPresent(id -> told(id, rows.end(id, ProposalStatus.LAPSED.name())));
  }

  /** One whose time is over keeps nobody from asking anew. */
  void makeRoom(UUID trip) {
    rows.openOf(trip).ifPresent(this::runOut);
  }

  private boolean told(UUID id, int changed) {
    if (changed != 1) return false;
    var now = find(id).orElseThrow();
    outbox.add(id, now.version(), now.tripId(), now.status().eventType(), now);
    return true;
  }
}
