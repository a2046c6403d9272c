package souk.sim.phone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.journal.Entry;
import souk.sim.measure.Step;
import souk.sim.plan.Arrival;
import souk.sim.plan.RiderPlan;
import souk.sim.view.CardView;

/** A rider's day: one ride after the other, each at its hour, never two at once. */
public final class Rider {
  /** The app is opened, and the card is in it, a little before the rider looks at prices. */
  private static final Duration APP_OPENED_BEFORE = Duration.ofSeconds(4);

  /** Who sits in another car this long after the hour does not ask for this one. */
  private static final Duration LATE_MAX = Duration.ofSeconds(2);

  private final City city;
  private final RiderPlan plan;
  private final Phone phone;
  private final Rater rater;
  private final List<Ride> rides = new CopyOnWriteArrayList<>();

  /** A rider of the city. */
  public Rider(City city, RiderPlan plan) {
    this.city = city;
    this.plan = plan;
    phone = city.phone(plan.person(), plan.fingers());
    rater = new Rater(city, phone, plan.fingers());
  }

  /** The phone. */
  public Phone phone() {
    return phone;
  }

  /** What became of the rides so far. */
  public List<RideOutcome> outcomes() {
    return rides.stream().map(Ride::outcome).toList();
  }

  /** Rides all rides of the plan. */
  public void live() throws InterruptedException {
    for (var arrival : plan.arrivals()) {
      city.hours().sleepUntil(arrival.at().minus(APP_OPENED_BEFORE));
      if (isLate(arrival)) city.api().load().arrivalDropped();
      else ride(arrival);
    }
  }

  private boolean isLate(Arrival arrival) {
    return System.nanoTime() > city.hours().nanosAt(arrival.at().plus(LATE_MAX));
  }

  private void ride(Arrival arrival) throws InterruptedException {
    var ride = new Ride(city, phone, arrival, rater, plan.detours().of(arrival.nth()));
    rides.add(ride);
    try (var line = phone.connect(plan.outages().duringRide(arrival.nth())::nth)) {
      var card = card();
      wakeUpAt(arrival);
      if (card.isEmpty()) ride.cannotPay();
      else ride.ride(line, card.get());
    }
  }

  /** Counts how late the simulator itself is, unless the rider was still busy with the server. */
  private void wakeUpAt(Arrival arrival) throws InterruptedException {
    var intended = city.hours().nanosAt(arrival.at());
    if (System.nanoTime() >= intended) return;
    city.hours().sleepUntil(arrival.at());
    city.latencies().sinceIntended(Step.PHONE_WAKEUP, intended);
  }

  /** The card in the wallet; a person of an earlier run with the same seed already has one. */
  private Optional<UUID> card() throws InterruptedException {
    phone.journal().note(new Entry.CardChosen(plan.pspToken()));
    if (phone.ask("cards", "me", Call.get("/v1/cards")) instanceof Answer.Done done) {
      var known = done.as(CardView.Wallet.class).items();
      if (!known.isEmpty()) return Optional.of(known.getFirst().id());
    }
    var register = Call.post("/v1/cards", Map.of("psp_token", plan.pspToken()));
    return phone.command("card.register", plan.pspToken(), register) instanceof Answer.Done done
        ? Optional.of(done.as(CardView.class).id())
        : Optional.empty();
  }
}
