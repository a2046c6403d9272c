package souk.sim.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.client.Event;
import souk.sim.client.Line;
import souk.sim.journal.Entry;
import souk.sim.journal.Entry.Source;
import souk.sim.measure.Step;
import souk.sim.plan.Arrival;
import souk.sim.plan.Detour;
import souk.sim.view.ActiveView;
import souk.sim.view.ReceiptView;
import souk.sim.view.RideStatus;
import souk.sim.view.RideView;

/** One ride of one rider, from the wish to the receipt. */
final class Ride {
  /** Pushes may be lost, so even a connected phone looks now and then. */
  private static final Duration LOOK_WHEN_CONNECTED = Duration.ofSeconds(15);

  private static final Duration LOOK_WHEN_ALONE = Duration.ofSeconds(3);
  private static final Duration LOOK_FOR_MONEY = Duration.ofSeconds(2);
  private static final Duration RECEIPT_RETRY = Duration.ofMillis(500);
  private static final int RECEIPT_TRIES_MAX = 20;

  private final City city;
  private final Phone phone;
  private final Arrival arrival;
  private final Rater rater;
  private final Detouring detouring;
  private String ended = "UNANSWERED";
  private @Nullable RideView ride;
  private boolean foundDriver;
  private boolean pickedUp;
  private boolean cancelled;
  private long intendedNanos;
  private long acknowledgedNanos;

  Ride(City city, Phone phone, Arrival arrival, Rater rater, Optional<Detour> detour) {
    detouring = new Detouring(city, phone, arrival, detour);
    this.city = city;
    this.phone = phone;
    this.arrival = arrival;
    this.rater = rater;
  }

  RideOutcome outcome() {
    var known = ride;
    return new RideOutcome(
        Optional.ofNullable(known).map(RideView::id),
        known == null ? ended : known.status().name(),
        foundDriver,
        cancelled || arrival.cancelAfter().isPresent());
  }

  void cannotPay() {
    ended = "NO_CARD";
    stands(ended);
  }

  void ride(Line line, UUID card) throws InterruptedException {
    stands("REQUESTING");
    switch (new Request(city, phone, arrival).make(card.toString())) {
      case Request.Result.Taken(var taken, var intended) -> {
        intendedNanos = intended;
        acknowledgedNanos = System.nanoTime();
        learn(taken);
        settle(travel(line, taken));
      }
      case Request.Result.Nothing(var why) -> {
        ended = why;
        stands(why);
      }
      case Request.Result.QuoteExpired _ -> stands(ended);
    }
  }

  /** Follows the ride until it is over for the rider. */
  private RideView travel(Line line, RideView taken) throws InterruptedException {
    var current = taken;
    var looked = System.nanoTime();
    while (!current.status().isTerminal()) {
      var lookAt = looked + (line.isUp() ? LOOK_WHEN_CONNECTED : LOOK_WHEN_ALONE).toNanos();
      var cancelAt = cancelAt(current);
      var detourAt = detouring.dueAt(current);
      var event = phone.mailbox().await(Math.min(Math.min(lookAt, cancelAt), detourAt));
      if (event != null) {
        current = told(event, current);
      } else if (System.nanoTime() >= detourAt) {
        var shown = detouring.act(current);
        current = shown.isPresent() ? newer(shown.get(), current) : current;
      } else if (System.nanoTime() >= cancelAt) {
        current = cancel(current);
      } else {
        current = look(current);
        looked = System.nanoTime();
      }
    }
    return current;
  }

  /** Waits for the money to be definitive, and reads the receipt of a ride that was ridden. */
  private void settle(RideView over) throws InterruptedException {
    var current = over;
    while (!current.isSettled()) {
      var event = phone.mailbox().await(System.nanoTime() + LOOK_FOR_MONEY.toNanos());
      current = event != null ? told(event, current) : look(current);
    }
    if (current.status() == RideStatus.COMPLETED) readReceipt(current.id());
  }

  private RideView told(Event event, RideView current) throws InterruptedException {
    return switch (event) {
      case Event.RideNews(var news) -> newer(news, current);
      case Event.Present(var active) when active.ride() != null -> newer(active.ride(), current);
      case Event.Present _ -> look(current);
      case Event.Restarted _ -> recover(current);
      case Event.TripNews _,
          Event.OfferMade _,
          Event.OfferGone _,
          Event.ProposalMade _,
          Event.ProposalGone _,
          Event.DriverMoved _,
          Event.FrameRefused _,
          Event.Unknown _ ->
          current;
    };
  }

  private RideView look(RideView current) throws InterruptedException {
    var asked = Instant.now();
    var answer = phone.ask("ride.get", current.id().toString(), Call.get(path(current)));
    if (!(answer instanceof Answer.Done done)) return current;
    noteDriver(asked, done.as(RideView.class));
    return seen(done, current);
  }

  private void noteDriver(Instant asked, RideView shown) {
    var driver = shown.driver();
    if (driver == null || driver.position() == null) return;
    var position = driver.position();
    phone
        .journal()
        .note(new Entry.DriverShown(asked, driver.id(), position.at(), position.ageMs()));
  }

  /** An app that starts anew asks what goes on; a ride that is over it finds in its history. */
  private RideView recover(RideView current) throws InterruptedException {
    var active = phone.active().map(ActiveView::ride);
    return active.isPresent() ? newer(active.get(), current) : look(current);
  }

  /** When the rider will cancel, as things stand; never is far away. */
  private long cancelAt(RideView current) {
    if (cancelled) return Long.MAX_VALUE;
    // who has booked waits from the time on that he has booked for
    var ahead = arrival.bookedAhead().orElse(Duration.ZERO);
    var patienceEnds = acknowledgedNanos + ahead.plus(arrival.patience()).toNanos();
    var mood = arrival.cancelAfter().map(after -> acknowledgedNanos + after.toNanos());
    var planned = mood.orElse(Long.MAX_VALUE);
    var waiting = !foundDriver && !current.status().provesDriver();
    return waiting ? Math.min(planned, patienceEnds) : planned;
  }

  /** Cancels once: who is told that it is too late rides on, who is told nothing looks again. */
  private RideView cancel(RideView current) throws InterruptedException {
    cancelled = true;
    var call = Call.post(path(current) + "/cancel");
    var answer = phone.press("ride.cancel", current.id().toString(), call);
    return answer instanceof Answer.Done done ? seen(done, current) : look(current);
  }

  private void readReceipt(UUID id) throws InterruptedException {
    var call = Call.get("/v1/rides/" + id + "/receipt");
    for (int i = 0; i < RECEIPT_TRIES_MAX; i++) {
      if (phone.ask("ride.receipt", id.toString(), call) instanceof Answer.Done done) {
        phone.journal().note(new Entry.ReceiptRead(done.as(ReceiptView.class)));
        city.milestones().receiptRead(id);
        rater.rate(id);
        return;
      }
      Thread.sleep(RECEIPT_RETRY);
    }
  }

  private RideView seen(Answer.Done done, RideView current) {
    var news = done.as(RideView.class);
    phone.journal().note(new Entry.RideSeen(Source.ANSWER, 0, news));
    return newer(news, current);
  }

  private RideView newer(RideView news, RideView current) {
    if (!news.id().equals(current.id()) || news.version() < current.version()) return current;
    learn(news);
    return news;
  }

  private void learn(RideView news) {
    ride = news;
    stands(news.status().name());
    if (!foundDriver && (news.driver() != null || news.status().provesDriver())) {
      foundDriver = true;
      if (isForNow()) city.latencies().sinceIntended(Step.RIDE_ASSIGNED, intendedNanos);
    }
    if (!pickedUp && news.status() == RideStatus.IN_PROGRESS) {
      pickedUp = true;
      if (isForNow()) city.latencies().sinceIntended(Step.RIDE_PICKUP, intendedNanos);
    }
  }

  /** Of rides that are booked ahead it says nothing how long they take. */
  private boolean isForNow() {
    return arrival.bookedAhead().isEmpty();
  }

  private void stands(String standing) {
    city.tally().ride(arrival.rider() + "/" + arrival.nth(), standing);
  }

  private static String path(RideView ride) {
    return "/v1/rides/" + ride.id();
  }
}
