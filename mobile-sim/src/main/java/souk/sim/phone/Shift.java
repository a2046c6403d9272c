package souk.sim.phone;

import java.time.Duration;
import java.util.Optional;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.measure.Step;
import souk.sim.plan.DriverPlan;
import souk.sim.plan.OfferChoice.Decision;
import souk.sim.road.Whereabouts;
import souk.sim.view.ActiveView;
import souk.sim.view.DriverView.Availability;
import souk.sim.view.OfferView;
import souk.sim.view.TripView;

/**
 * A driver on line. Each turn goes on from what he believes now, so that an app that starts again,
 * a lost answer and a ride cancelled under way are nothing special.
 */
final class Shift {
  /** Comes on line; needed again when the server took the driver off. */
  interface ComeOnline {
    void run() throws InterruptedException;
  }

  private static final Duration LOOK_PERIOD = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration AFTER_EXPIRY = Duration.ofSeconds(1);
  private static final Duration OFFER_LIFE = Duration.ofSeconds(15);

  private final City city;
  private final Phone phone;
  private final Whereabouts whereabouts;
  private final DriverBelief belief;
  private final Ears ears;
  private final Journey journey;
  private final Redirection redirection;
  private final Breaks breaks;
  private final Idling idling;
  private final ComeOnline comeOnline;
  private long lookAt = System.nanoTime();

  Shift(
      City city,
      Phone phone,
      DriverPlan plan,
      Whereabouts whereabouts,
      Gps gps,
      DriverBelief belief,
      Ears ears,
      ComeOnline comeOnline) {
    this.city = city;
    this.phone = phone;
    this.whereabouts = whereabouts;
    this.belief = belief;
    this.ears = ears;
    this.comeOnline = comeOnline;
    journey = new Journey(city, phone, plan, whereabouts, gps, belief, ears);
    redirection = new Redirection(city, phone, belief, journey);
    breaks = new Breaks(city, phone, plan.hours(), ears, belief, comeOnline);
    idling = new Idling(city, plan, whereabouts);
  }

  boolean isBusy() {
    return belief.trip() != null;
  }

  void turn() throws InterruptedException {
    if (belief.isDoubtful() || System.nanoTime() >= lookAt) look();
    var trip = belief.trip();
    var pending = belief.pending();
    var asked = belief.asked();
    stands(trip == null ? "free" : "on trip");
    if (asked != null) {
      redirection.answer(asked);
      return;
    }
    if (pending != null && belief.isAskedOnTheWay()) decide(pending);
    else if (trip != null) serve(trip);
    else if (pending != null) decide(pending);
    else if (breaks.take()) lookAt = System.nanoTime();
    else standBy();
  }

  private void serve(TripView trip) throws InterruptedException {
    journey.serve(trip);
    if (belief.trip() == null) idling.interrupted();
  }

  private void look() throws InterruptedException {
    var active = phone.active();
    lookAt = System.nanoTime() + (active.isEmpty() ? LOOK_AGAIN : LOOK_PERIOD).toNanos();
    if (active.isEmpty()) {
      ears.listenUntil(lookAt, belief::hasWork);
      return;
    }
    belief.answered(active.get());
    var unmentioned = belief.trip();
    if (belief.isDoubtful() && unmentioned != null) journey.lookFor(unmentioned);
    if (isOffline(active) && !city.hours().isClosing()) comeOnline.run();
  }

  private static boolean isOffline(Optional<ActiveView> active) {
    return active
        .map(ActiveView::driver)
        .filter(driver -> driver.availability() == Availability.OFFLINE)
        .isPresent();
  }

  private void decide(DriverBelief.Pending pending) throws InterruptedException {
    var offer = pending.offer();
    var ignoring = pending.choice().decision() == Decision.IGNORE;
    if (ignoring) inDoubt();
    var wait = ignoring ? life(offer).plus(AFTER_EXPIRY) : pending.choice().think();
    // who drives has no time to think
    var then = belief.isAskedOnTheWay() ? System.nanoTime() : pending.heardNanos() + wait.toNanos();
    ears.listenUntil(then, () -> !belief.isStillOffered(offer) || belief.trip() != null);
    if (!belief.isStillOffered(offer)) return;
    switch (pending.choice().decision()) {
      case ACCEPT -> accept(offer, then);
      case DECLINE -> {
        var _ = phone.press("offer.decline", id(offer), Call.post(path(offer, "decline")));
      }
      // who lets enough of them pass is taken off line
      case IGNORE -> lookAt = System.nanoTime();
    }
    belief.offerDone();
  }

  private void accept(OfferView offer, long intendedNanos) throws InterruptedException {
    inDoubt();
    switch (phone.press("offer.accept", id(offer), Call.post(path(offer, "accept")))) {
      case Answer.Done done -> {
        timed(done, intendedNanos);
        if (belief.trip() == null) whereabouts.stop();
        journey.shown(done);
      }
      case Answer.Refused _ -> {}
      // it may be his now
      case Answer.Unanswered _ -> belief.doubt();
    }
  }

  /** A phone without reception is slow by itself. */
  private void timed(Answer.Done done, long intendedNanos) {
    if (phone.signal().wasLostSince(intendedNanos)) return;
    city.latencies().sinceIntended(Step.OFFER_ACCEPT, intendedNanos);
    city.latencies().raw(Step.OFFER_ACCEPT, done.lastAttempt());
  }

  /** Stands or drives around near home until something is offered. */
  private void standBy() throws InterruptedException {
    idling.goOn();
    ears.listenUntil(
        Math.min(lookAt, idling.nextNanos()),
        () ->
            belief.hasWork() || belief.isDoubtful() || breaks.isDue() || city.hours().isClosing());
  }

  private void stands(String standing) {
    city.tally().driver(phone.person().name(), standing);
    var idle = belief.trip() == null && !belief.isDoubtful() && System.nanoTime() < lookAt;
    if (!idle) inDoubt();
    else if (!phone.signal().isLost()) city.roster().free(phone.person().name(), true);
  }

  private void inDoubt() {
    city.roster().free(phone.person().name(), false);
  }

  private static Duration life(OfferView offer) {
    return offer.expiresInMs() == null ? OFFER_LIFE : Duration.ofMillis(offer.expiresInMs());
  }

  private static String id(OfferView offer) {
    return offer.id().toString();
  }

  private static String path(OfferView offer, String command) {
    return "/v1/offers/" + offer.id() + "/" + command;
  }
}
