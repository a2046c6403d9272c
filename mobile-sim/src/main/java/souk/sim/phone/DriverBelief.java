package souk.sim.phone;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Event;
import souk.sim.plan.DriverPlan;
import souk.sim.plan.OfferChoice;
import souk.sim.view.ActiveView;
import souk.sim.view.DriverView;
import souk.sim.view.OfferView;
import souk.sim.view.ProposalView;
import souk.sim.view.TripView;

/**
 * What a driver believes: the trip he is on, the offer on his screen, and whether he should ask.
 */
final class DriverBelief {
  /** Another destination on the screen, and what he will do with it. */
  record Asked(ProposalView proposal, OfferChoice.Decision decision) {}

  /** An offer on the screen, and what he will do with it. */
  record Pending(OfferView offer, OfferChoice choice, long heardNanos) {}

  private final UUID driverId;
  private final DriverPlan plan;
  private final Set<UUID> heard = new HashSet<>();
  private final Set<UUID> ignored = new HashSet<>();
  private @Nullable TripView trip;
  private @Nullable TripView next;
  private @Nullable Pending pending;
  private @Nullable Asked asked;
  private boolean doubtful;
  private int offers;
  private int proposals;

  DriverBelief(UUID driverId, DriverPlan plan) {
    this.driverId = driverId;
    this.plan = plan;
  }

  /** The live trip he is on. */
  @Nullable TripView trip() {
    return trip;
  }

  @Nullable Pending pending() {
    return pending;
  }

  /** Whether he has reason to ask the server where he stands. */
  boolean isDoubtful() {
    return doubtful;
  }

  boolean hasWork() {
    return trip != null || pending != null;
  }

  /** Whether he is asked about his next trip while he drives. */
  boolean isAskedOnTheWay() {
    return trip != null && pending != null && pending.offer.afterTripId() != null;
  }

  /** The question on his screen whether he goes elsewhere with this trip. */
  @Nullable Asked asked() {
    var known = asked;
    return known != null && is(trip, known.proposal().tripId()) ? known : null;
  }

  void proposalDone() {
    asked = null;
  }

  /** Whether this is still the trip he is on, in the same state and to the same place. */
  boolean isStill(TripView known) {
    return trip != null
        && trip.id().equals(known.id())
        && trip.status() == known.status()
        && trip.dropoff().equals(known.dropoff());
  }

  boolean isStillOffered(OfferView offer) {
    return pending != null && pending.offer.id().equals(offer.id());
  }

  /** Whether his phone lies in his pocket while this offer is shown. */
  boolean ignores(UUID offer) {
    return ignored.contains(offer);
  }

  void told(Event event) {
    switch (event) {
      case Event.Present(var active) -> present(active);
      case Event.TripNews(var news) -> shown(news);
      case Event.OfferMade(_, var offer) -> offered(offer);
      case Event.OfferGone(var offer, _, _) -> gone(offer);
      case Event.ProposalMade(_, var proposal) -> proposed(proposal);
      case Event.ProposalGone(var proposal) -> proposalGone(proposal);
      case Event.Restarted _ -> forgetEverything();
      case Event.RideNews _, Event.DriverMoved _, Event.FrameRefused _, Event.Unknown _ -> {}
    }
  }

  /** He was shown a trip; an older picture of one that he has says nothing. */
  void shown(TripView news) {
    if (isOlderPicture(trip, news) || isOlderPicture(next, news)) return;
    if (news.isLiveFor(driverId)) his(news);
    else over(news.id());
  }

  /** What is his beside the trip he is on comes after it, unless that one is over unheard. */
  private void his(TripView news) {
    if (trip == null || is(trip, news.id())) {
      trip = news;
    } else {
      doubtful |= !is(next, news.id());
      next = news;
    }
  }

  private void over(UUID id) {
    if (is(next, id)) next = null;
    if (is(trip, id)) goOn();
  }

  private void goOn() {
    trip = next;
    next = null;
  }

  /** He has asked and been answered what goes on. */
  void answered(ActiveView active) {
    present(active);
    doubtful = trip != null && !mentions(active, trip.id());
  }

  void lost() {
    goOn();
    doubtful = false;
  }

  void offerDone() {
    pending = null;
  }

  void doubt() {
    doubtful = true;
  }

  private static boolean isOlderPicture(@Nullable TripView known, TripView news) {
    return known != null && is(known, news.id()) && news.version() < known.version();
  }

  private static boolean is(@Nullable TripView known, UUID id) {
    return known != null && known.id().equals(id);
  }

  private static boolean mentions(ActiveView active, UUID id) {
    return is(active.trip(), id) || is(active.nextTrip(), id);
  }

  private void present(ActiveView active) {
    if (active.trip() != null) shown(active.trip());
    if (active.nextTrip() != null) shown(active.nextTrip());
    if (trip != null && !mentions(active, trip.id())) doubtful = true;
    if (active.offer() != null) offered(active.offer());
    if (active.destinationProposal() != null) proposed(active.destinationProposal());
    var driver = active.driver();
    if (driver != null && driver.availability() == DriverView.Availability.OFFLINE) doubtful = true;
  }

  private void offered(OfferView offer) {
    var open = offer.status() == null || offer.status() == OfferView.Status.OPEN;
    if (!open || !heard.add(offer.id())) return;
    var choice = plan.offer(offers++);
    if (choice.decision() == OfferChoice.Decision.IGNORE) ignored.add(offer.id());
    pending = new Pending(offer, choice, System.nanoTime());
  }

  private void proposed(ProposalView proposal) {
    if (!heard.add(proposal.id())) return;
    asked = new Asked(proposal, plan.redirection(proposals++));
  }

  private void proposalGone(UUID proposal) {
    if (asked != null && asked.proposal.id().equals(proposal)) asked = null;
  }

  private void gone(UUID offer) {
    if (pending != null && Objects.equals(pending.offer.id(), offer)) pending = null;
  }

  private void forgetEverything() {
    trip = null;
    next = null;
    pending = null;
    asked = null;
    heard.clear();
    doubtful = true;
  }
}
