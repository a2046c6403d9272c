package souk.sim.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.journal.Entry;
import souk.sim.journal.Entry.Source;
import souk.sim.measure.Step;
import souk.sim.plan.DriverPlan;
import souk.sim.road.Point;
import souk.sim.road.Route;
import souk.sim.road.Whereabouts;
import souk.sim.view.TripView;

/** A driver serving a trip, from being assigned to letting the passenger out. */
final class Journey {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final City city;
  private final Phone phone;
  private final DriverPlan plan;
  private final Whereabouts whereabouts;
  private final Gps gps;
  private final DriverBelief belief;
  private final Ears ears;
  private final Rater rater;
  private int passengers;

  Journey(
      City city,
      Phone phone,
      DriverPlan plan,
      Whereabouts whereabouts,
      Gps gps,
      DriverBelief belief,
      Ears ears) {
    this.city = city;
    this.phone = phone;
    this.plan = plan;
    this.whereabouts = whereabouts;
    this.gps = gps;
    this.belief = belief;
    this.ears = ears;
    rater = new Rater(city, phone, plan.fingers());
  }

  /** Does what the trip's state asks for; afterwards the belief says where the trip stands. */
  void serve(TripView trip) throws InterruptedException {
    switch (trip.status()) {
      case ASSIGNED -> step(trip, "en-route", System.nanoTime());
      case EN_ROUTE -> stepWhenThere(trip, "arrive", trip.pickup());
      case ARRIVED -> stepAfter(trip, "start", plan.boarding(passengers++));
      case IN_PROGRESS -> stepWhenThere(trip, "complete", trip.dropoff());
      case WAITING, OFFERED, COMPLETED, CANCELLED, HOPELESS -> belief.lost();
    }
  }

  private void stepWhenThere(TripView trip, String step, Point place) throws InterruptedException {
    var here = whereabouts.now();
    var route = city.roads().route(here, place).orElseGet(() -> Route.onFoot(here, place));
    stepAfter(trip, step, whereabouts.follow(route));
    if (belief.trip() == null) whereabouts.stop();
  }

  private void stepAfter(TripView trip, String step, Duration wait) throws InterruptedException {
    var then = System.nanoTime() + wait.toNanos();
    ears.listenUntil(then, () -> isDisturbed(trip));
    if (!isDisturbed(trip)) step(trip, step, then);
  }

  private boolean isDisturbed(TripView trip) {
    return !belief.isStill(trip)
        || belief.isDoubtful()
        || belief.isAskedOnTheWay()
        || belief.asked() != null;
  }

  private void step(TripView trip, String step, long meantNanos) throws InterruptedException {
    var id = trip.id().toString();
    // without reception a button does nothing, which is not the server's slowness
    var intendedNanos = meantNanos + phone.signal().await().toNanos();
    if (step.equals("complete")) city.milestones().completing(trip.id(), intendedNanos);
    switch (step.equals("complete") ? complete(id) : press(step, id, Map.of())) {
      case Answer.Done done -> {
        timed(done, intendedNanos);
        shown(done);
        if (step.equals("complete")) ended(trip);
      }
      case Answer.Refused _ -> {
        belief.doubt();
        ears.listenUntil(System.nanoTime() + TRY_AGAIN.toNanos(), () -> belief.trip() == null);
      }
      // nobody knows whether it happened: the step is idempotent, the next turn takes it again
      case Answer.Unanswered _ -> {}
    }
  }

  /** The end of a trip says where it is, and what may not have arrived of the way there. */
  private Answer complete(String id) throws InterruptedException {
    var last = gps.last();
    if (last.isEmpty()) return press("complete", id, Map.of());
    var begun = Instant.now();
    var answer = press("complete", id, Map.of("positions", last));
    var noted = last.stream().map(Gps.Fix::noted).toList();
    phone.journal().note(new Entry.Pinged(begun, Instant.now(), noted));
    return answer;
  }

  private Answer press(String step, String id, Map<String, ?> body) throws InterruptedException {
    return phone.press("trip." + step, id, Call.post("/v1/trips/" + id + "/" + step, body));
  }

  private void ended(TripView trip) throws InterruptedException {
    phone.journal().note(new Entry.TripEnded(trip.id(), trip.dropoff()));
    rater.rate(trip.id());
  }

  /** A phone without reception is slow by itself. */
  private void timed(Answer.Done done, long intendedNanos) {
    if (phone.signal().wasLostSince(intendedNanos)) return;
    city.latencies().sinceIntended(Step.TRIP_STEP, intendedNanos);
    city.latencies().raw(Step.TRIP_STEP, done.lastAttempt());
  }

  /** Asks about a trip the server did not mention when it was asked what goes on. */
  void lookFor(TripView trip) throws InterruptedException {
    var id = trip.id().toString();
    switch (phone.ask("trip.get", id, Call.get("/v1/trips/" + id))) {
      case Answer.Done done -> {
        shown(done);
        if (belief.trip() == null) whereabouts.stop();
      }
      case Answer.Refused(_, var code) -> {
        phone.journal().note(new Entry.TripLost(trip.id(), code));
        belief.lost();
        whereabouts.stop();
      }
      case Answer.Unanswered _ -> {}
    }
  }

  /** Takes note of the trip a command has answered with. */
  void shown(Answer.Done done) {
    var trip = done.as(TripView.class);
    phone.journal().note(new Entry.TripSeen(Source.ANSWER, 0, trip));
    belief.shown(trip);
  }
}
