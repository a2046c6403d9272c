package souk.sim.phone;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.journal.Entry;
import souk.sim.journal.Entry.Source;
import souk.sim.plan.Arrival;
import souk.sim.plan.Detour;
import souk.sim.view.ChangeView;
import souk.sim.view.DestinationQuoteView;
import souk.sim.view.RideStatus;
import souk.sim.view.RideView;

/** A rider who is under way and comes to want to go elsewhere; he asks once. */
final class Detouring {
  private final City city;
  private final Phone phone;
  private final Arrival arrival;
  private final Optional<Detour> wish;
  private boolean asked;
  private boolean withdrawn;
  private long boardedNanos = Long.MAX_VALUE;
  private long askedNanos;
  private @Nullable UUID change;

  Detouring(City city, Phone phone, Arrival arrival, Optional<Detour> wish) {
    this.city = city;
    this.phone = phone;
    this.arrival = arrival;
    this.wish = wish;
  }

  /** When he does something about it, as things stand; never is far away. */
  long dueAt(RideView ride) {
    if (wish.isEmpty() || ride.status() != RideStatus.IN_PROGRESS) return Long.MAX_VALUE;
    boardedNanos = Math.min(boardedNanos, System.nanoTime());
    if (!asked) return boardedNanos + wish.get().after().toNanos();
    if (withdrawn || change == null) return Long.MAX_VALUE;
    return wish.get()
        .withdrawAfter()
        .map(after -> askedNanos + after.toNanos())
        .orElse(Long.MAX_VALUE);
  }

  /** Asks, or takes it back; answers the ride where the server has shown it. */
  Optional<RideView> act(RideView ride) throws InterruptedException {
    if (asked) return withdraw(ride);
    asked = true;
    var path = path(ride);
    var where = Map.of("dropoff", wish.orElseThrow().dropoff());
    var id = ride.id().toString();
    if (!(phone.ask("ride.destination_quote", id, Call.post(path + "/quotes", where))
        instanceof Answer.Done quoted)) {
      return Optional.empty();
    }
    var quote = quoted.as(DestinationQuoteView.class);
    var call = Call.post(path, Map.of("quote", quote.quote())).withKey(key());
    if (!(phone.press("ride.destination", id, call) instanceof Answer.Done done)) {
      return Optional.empty();
    }
    askedNanos = System.nanoTime();
    city.tally().count("detours");
    var shown = shown(done);
    change = shown.changes().isEmpty() ? null : shown.changes().getLast().id();
    return Optional.of(shown);
  }

  private Optional<RideView> withdraw(RideView ride) throws InterruptedException {
    withdrawn = true;
    var decided =
        ride.changes().stream()
            .anyMatch(one -> one.id().equals(change) && one.status() != ChangeView.Status.PROPOSED);
    if (decided || change == null) return Optional.empty();
    var call = Call.post(path(ride) + "/withdraw", Map.of("change_id", change));
    return phone.press("ride.destination_withdraw", ride.id().toString(), call)
            instanceof Answer.Done done
        ? Optional.of(shown(done))
        : Optional.empty();
  }

  private RideView shown(Answer.Done done) {
    var ride = done.as(RideView.class);
    phone.journal().note(new Entry.RideSeen(Source.ANSWER, 0, ride));
    return ride;
  }

  private String key() {
    return "sim-" + city.nonce() + "-" + arrival.rider() + "-" + arrival.nth() + "-destination";
  }

  private static String path(RideView ride) {
    return "/v1/rides/" + ride.id() + "/destination";
  }
}
