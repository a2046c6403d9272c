package souk.dispatch.destination;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventListener;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/** Tells a driver's phone of a proposal, and of the end that somebody else made of it. */
@Singleton
final class ProposalPush implements EventListener {
  private static final String PROPOSED = ProposalStatus.OPEN.eventType();
  private static final Notice NOTICE =
      new Notice("Another destination", "Your rider asks to go elsewhere; open the app to answer.");

  /** What he ended himself, or the trip's own message tells, he knows. */
  private static final Set<String> TOLD =
      Set.of(PROPOSED, ProposalStatus.EXPIRED.eventType(), ProposalStatus.WITHDRAWN.eventType());

  private final Push push;
  private final Json json;

  ProposalPush(Push push, Json json) {
    this.push = push;
    this.json = json;
  }

  void again(UUID driver, DestinationProposal proposal, Instant now) {
    push.send(driver, message(PROPOSED, proposal.id(), proposal, now));
  }

  @Override
  public boolean hears(String type) {
    return TOLD.contains(type);
  }

  @Override
  public void heard(DomainEvent event) {
    var proposal = json.read(event.payload(), DestinationProposal.class);
    var driver = proposal.driverId();
    switch (proposal.status()) {
      case OPEN ->
          push.sendOrNotify(
              driver, message(event.type(), proposal.id(), proposal, event.at()), NOTICE);
      case ACCEPTED, DECLINED, EXPIRED, WITHDRAWN, LAPSED -> {
        // taken back before he was asked
        if (proposal.version() == 1) return;
        push.send(driver, message(event.type(), event.id(), proposal, event.at()));
      }
    }
  }

  /** The first message's id is the proposal's: by either a phone says that it shows it. */
  private static PushMessage message(
      String type, UUID id, DestinationProposal proposal, Instant at) {
    return new PushMessage(type, id, proposal.id(), proposal.version(), at, proposal);
  }
}
