package souk.server.socket;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import souk.platform.identity.Person;
import souk.platform.json.Json;
import souk.platform.postgres.DatabaseClock;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;
import souk.server.active.ActiveView;
import souk.server.active.ActiveViews;

/** The state a phone begins with. */
@Singleton
final class Snapshots {
  private final ActiveViews views;
  private final DatabaseClock clock;
  private final Json json;

  Snapshots(ActiveViews views, DatabaseClock clock, Json json) {
    this.views = views;
    this.clock = clock;
    this.json = json;
  }

  Mailbox.Snapshot of(Person person) {
    var view = views.of(person);
    var message = new PushMessage("snapshot", Push.nextId(), person.id(), 0, clock.now(), view);
    return new Mailbox.Snapshot(json.write(message), versions(view));
  }

  private static Map<UUID, Long> versions(ActiveView view) {
    var versions = new HashMap<UUID, Long>();
    if (view.ride() != null) versions.put(view.ride().id(), view.ride().version());
    if (view.offer() != null) versions.put(view.offer().id(), view.offer().version());
    if (view.trip() != null) versions.put(view.trip().id(), view.trip().version());
    var next = view.nextTrip();
    if (next != null) versions.put(next.id(), next.version());
    var proposal = view.destinationProposal();
    if (proposal != null) versions.put(proposal.id(), proposal.version());
    return versions;
  }
}
