package souk.sim.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.journal.Entry;
import souk.sim.verdict.History.PhoneLog;
import souk.sim.verdict.Rule.Finding;
import souk.sim.view.OfferView;
import souk.sim.view.TripStatus;
import souk.sim.view.TripView;

/**
 * Reads one driver's journal from beginning to end and finds what came while he was certainly on a
 * trip: from the moment he was told so until he was about to end it. Trips that did not end by his
 * own hand do not count, for nobody can say when he was free. A next trip that he was asked about
 * as such is none that he is on before he sets off to it.
 */
final class BusyDriver {
  private final History history;
  private final String name;
  private final Set<UUID> ids = new HashSet<>();
  private final Map<UUID, TripView> holding = new HashMap<>();
  private final Set<UUID> ended = new HashSet<>();
  private final Set<UUID> offers = new HashSet<>();

  /** By trip that he was offered while he drove, the one that he was to end first. */
  private final Map<UUID, UUID> after = new HashMap<>();

  private final List<Finding> secondTrips = new ArrayList<>();
  private final List<Finding> offersWhileDriving = new ArrayList<>();

  BusyDriver(History history, PhoneLog log) {
    this.history = history;
    name = log.owner().name();
    log.entries().forEach(this::read);
  }

  List<Finding> secondTrips() {
    return secondTrips;
  }

  List<Finding> offersWhileDriving() {
    return offersWhileDriving;
  }

  private void read(Entry entry) {
    switch (entry) {
      case Entry.DriverKnown(var id) -> ids.add(id);
      case Entry.TripSeen(_, _, var trip) -> trip(trip);
      case Entry.TripLost(var trip, _) -> end(trip);
      case Entry.OfferSeen(_, var offer) -> offer(offer);
      case Entry.Sending(var action, var target, _) when action.equals("trip.complete") ->
          end(UUID.fromString(target));
      case Entry.Sending _,
          Entry.NotDone _,
          Entry.CardChosen _,
          Entry.RideAcknowledged _,
          Entry.RideSeen _,
          Entry.ReceiptRead _,
          Entry.OfferGone _,
          Entry.TripEnded _,
          Entry.Heard _,
          Entry.FrameRefused _,
          Entry.Restarted _,
          Entry.TappedTwice _,
          Entry.Rated _,
          Entry.Pinged _,
          Entry.SignalLost _,
          Entry.SignalBack _,
          Entry.OfferMissed _,
          Entry.DriverShown _,
          Entry.AroundShown _,
          Entry.IndexNotWhole _,
          Entry.Failed _ -> {}
    }
  }

  private void trip(TripView trip) {
    if (!isMine(trip)) {
      end(trip.id());
    } else if (waits(trip)) {
      return;
    } else if (endsByHand(trip) && !ended.contains(trip.id())) {
      holding.putIfAbsent(trip.id(), trip);
      if (holding.size() > 1) {
        secondTrips.add(new Finding(name, "was on trips " + holding.keySet() + " at once"));
      }
    }
  }

  /** His next trip, to which he has not set off, beside the one that he was to end first. */
  private boolean waits(TripView trip) {
    return trip.status() == TripStatus.ASSIGNED
        && holding.containsKey(after.getOrDefault(trip.id(), trip.id()));
  }

  private void offer(OfferView offer) {
    if (!offers.add(offer.id())) return;
    if (offer.afterTripId() != null) after.put(offer.tripId(), offer.afterTripId());
    holding.values().stream()
        .filter(trip -> !trip.id().equals(offer.tripId()) && isAfter(offer.madeAt(), trip))
        .filter(trip -> !trip.id().equals(offer.afterTripId()))
        .map(trip -> new Finding(name, "was offered " + offer.tripId() + " on trip " + trip.id()))
        .forEach(offersWhileDriving::add);
  }

  /** An offer made before the trip was his may arrive late and means nothing. */
  private static boolean isAfter(@Nullable Instant madeAt, TripView trip) {
    return madeAt != null && trip.assignedAt() != null && madeAt.isAfter(trip.assignedAt());
  }

  private void end(UUID trip) {
    holding.remove(trip);
    ended.add(trip);
  }

  private boolean isMine(TripView trip) {
    return trip.status().isLive() && isHis(trip);
  }

  /** Whether, by the server's last word, only this driver himself could end the trip. */
  private boolean endsByHand(TripView trip) {
    return history
        .trip(trip.id())
        .filter(last -> last.status() == TripStatus.COMPLETED || last.status().isLive())
        .anyMatch(this::isHis);
  }

  private boolean isHis(TripView trip) {
    return trip.driverId() != null && ids.contains(trip.driverId());
  }
}
