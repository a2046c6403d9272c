package souk.sim.verdict;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.client.Caller;
import souk.sim.client.Wire;
import souk.sim.journal.Entry;
import souk.sim.journal.Journal;
import souk.sim.plan.Person;
import souk.sim.plan.Role;
import souk.sim.verdict.History.OfferMade;
import souk.sim.verdict.History.PhoneLog;
import souk.sim.verdict.History.RatingOf;
import souk.sim.view.ActiveView;
import souk.sim.view.AuditView;
import souk.sim.view.RideView;
import souk.sim.view.TripView;

/** Asks the server, person by person, what it says now that all is over. */
public final class Inquiry {
  private static final int AT_ONCE_MAX = 16;
  private static final String SERVER = "server";

  private final Caller operator;
  private final Duration clockAhead;
  private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);
  private final Map<UUID, RideView> rides = new ConcurrentHashMap<>();
  private final Set<UUID> missing = ConcurrentHashMap.newKeySet();
  private final Map<UUID, TripView> trips = new ConcurrentHashMap<>();
  private final Map<Person, ActiveView> active = new ConcurrentHashMap<>();
  private final Map<RatingOf, Integer> ratings = new ConcurrentHashMap<>();
  private final List<OfferMade> explained = new ArrayList<>();
  private final Map<UUID, Instant> begun = new ConcurrentHashMap<>();
  private final Map<String, String> unread = new ConcurrentHashMap<>();

  /** Asks about trips, and for the audit, as this operator; the server's clock is so far ahead. */
  public Inquiry(Caller operator, Duration clockAhead) {
    this.operator = operator;
    this.clockAhead = clockAhead;
  }

  /** A phone whose day is over; nobody else uses its calls any more. */
  public record Witness(Journal journal, Caller caller) {}

  private record RatingView(int stars) {}

  private record TimelineView(List<Happened> entries) {
    private TimelineView {
      Objects.requireNonNull(entries, "entries");
    }

    private record Happened(String type, Instant at) {}
  }

  private record ExplanationView(List<Offered> offers) {
    private ExplanationView {
      Objects.requireNonNull(offers, "offers");
    }

    private record Offered(UUID driverId, Instant madeAt) {
      private Offered {
        Objects.requireNonNull(driverId, "driver_id");
        Objects.requireNonNull(madeAt, "made_at");
      }
    }
  }

  /** Asks about everything the witnesses wrote down. */
  public History history(List<Witness> witnesses) throws InterruptedException {
    return history(witnesses, Optional.empty());
  }

  /**
   * The same.
   *
   * @param paidWithin how long the money may still take to be where it belongs; nobody asks without
   */
  public History history(List<Witness> witnesses, Optional<Duration> paidWithin)
      throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var questions =
          witnesses.stream().map(witness -> executor.submit(() -> question(witness))).toList();
      for (var question : questions) question.get();
    } catch (ExecutionException failed) {
      unread.put("inquiry", String.valueOf(failed.getCause()));
    }
    var logs = witnesses.stream().map(Inquiry::log).toList();
    for (var trip : tripsOf(logs)) askAboutTrip(trip);
    for (var ride : rides.keySet()) askForOffers(ride);
    for (var ride : bookedOf(logs)) askWhenItBegan(ride);
    var books = paidWithin.isPresent() ? books(witnesses, paidWithin.get()) : Books.NOT_ASKED;
    return new History(
        logs, rides, missing, trips, active, ratings, explained, begun, books, clockAhead, unread);
  }

  private Books books(List<Witness> witnesses, Duration within) throws InterruptedException {
    var settled = rides.values().stream().filter(RideView::isSettled).map(RideView::id).toList();
    var drivers =
        witnesses.stream().filter(one -> one.journal().owner().role() == Role.DRIVER).toList();
    return new BooksInquiry(operator, within).ask(settled, drivers);
  }

  /** The server's own audit as breaches; that it cannot be had is one, too. */
  public List<Breach> audit() throws InterruptedException {
    if (unread.containsKey(SERVER)) return noAudit("the server is silent");
    return switch (operator.call(Call.get("/v1/ops/audit"))) {
      case Answer.Done done -> breaches(done.as(AuditView.class));
      case Answer.Refused refused -> noAudit(refused.toString());
      case Answer.Unanswered(var why) -> noAudit(why);
    };
  }

  private static List<Breach> breaches(AuditView audit) {
    var found =
        audit.rules().stream()
            .flatMap(rule ->
                rule.breaches().stream()
                    .map(breach -> new Breach(rule.rule(), breach.subject(), breach.detail())))
            .toList();
    var unexplained = found.isEmpty() && !audit.verdict().equals("clean");
    return unexplained ? noAudit("verdict " + audit.verdict() + " without a breach") : found;
  }

  private static List<Breach> noAudit(String why) {
    return List.of(new Breach("audit_answers", "/v1/ops/audit", why));
  }

  private Void question(Witness witness) throws InterruptedException {
    atOnce.acquire();
    try {
      var log = log(witness);
      if (log.owner().role() == Role.CUSTOMER) {
        for (var ride : ridesOf(log)) askAboutRide(witness.caller(), ride);
      }
      for (var trip : ratedBy(log)) askAboutRating(witness.caller(), log.owner(), trip);
      askWhatGoesOn(witness.caller(), log.owner());
      return null;
    } finally {
      atOnce.release();
    }
  }

  private void askAboutRide(Caller rider, UUID ride) throws InterruptedException {
    ask(rider, "/v1/rides/" + ride, done -> rides.put(ride, done.as(RideView.class)))
        .filter(refused -> refused.status() == 404)
        .forEach(_ -> missing.add(ride));
  }

  private void askAboutTrip(UUID trip) throws InterruptedException {
    ask(operator, "/v1/trips/" + trip, done -> trips.put(trip, done.as(TripView.class)))
        .forEach(refused -> unread.put("/v1/trips/" + trip, refused.toString()));
  }

  private void askAboutRating(Caller caller, Person person, UUID trip) throws InterruptedException {
    ask(
            caller,
            "/v1/trips/" + trip + "/rating",
            done -> ratings.put(new RatingOf(person, trip), done.as(RatingView.class).stars()))
        // without an answer the rule finds it missing
        .forEach(_ -> {});
  }

  /** A ride that was never offered has nothing to explain. */
  private void askForOffers(UUID trip) throws InterruptedException {
    ask(
            operator,
            "/v1/ops/trips/" + trip + "/explanation",
            done ->
                done.as(ExplanationView.class)
                    .offers()
                    .forEach(offer ->
                        explained.add(new OfferMade(trip, offer.driverId(), offer.madeAt()))))
        .filter(refused -> refused.status() != 404)
        .forEach(refused -> unread.put("offers of " + trip, refused.toString()));
  }

  private void askWhenItBegan(UUID ride) throws InterruptedException {
    ask(
            operator,
            "/v1/ops/rides/" + ride + "/timeline",
            done ->
                done.as(TimelineView.class).entries().stream()
                    .filter(happened -> happened.type().equals("ride.requested"))
                    .forEach(happened -> begun.put(ride, happened.at())))
        .forEach(refused -> unread.put("timeline of " + ride, refused.toString()));
  }

  private void askWhatGoesOn(Caller caller, Person person) throws InterruptedException {
    ask(caller, "/v1/me/active", done -> active.put(person, done.as(ActiveView.class)))
        .forEach(refused -> unread.put("/v1/me/active of " + person.name(), refused.toString()));
  }

  /** The refusal, if it is one; an answer that cannot be had or read is a finding of its own. */
  private Stream<Answer.Refused> ask(Caller caller, String path, Consumer<Answer.Done> done)
      throws InterruptedException {
    // each question to a silent server costs all of a phone's patience: one is enough
    if (unread.containsKey(SERVER)) return Stream.empty();
    try {
      switch (caller.call(Call.get(path))) {
        case Answer.Done answer -> done.accept(answer);
        case Answer.Refused refused -> {
          return Stream.of(refused);
        }
        case Answer.Unanswered(var why) -> unread.put(SERVER, "is silent: " + why);
      }
    } catch (Wire.Garbled garbled) {
      unread.put(path, String.valueOf(garbled.getMessage()));
    }
    return Stream.empty();
  }

  private static PhoneLog log(Witness witness) {
    return new PhoneLog(witness.journal().owner(), witness.journal().entries());
  }

  private static Set<UUID> ridesOf(PhoneLog log) {
    return Stream.concat(
            log.all(Entry.RideAcknowledged.class).map(seen -> seen.ride().id()),
            log.all(Entry.RideSeen.class).map(seen -> seen.ride().id()))
        .collect(toSet());
  }

  private static Set<UUID> bookedOf(List<PhoneLog> logs) {
    return logs.stream().flatMap(BookingRules::booked).map(RideView::id).collect(toSet());
  }

  private static Set<UUID> ratedBy(PhoneLog log) {
    return log.all(Entry.Rated.class).map(Entry.Rated::tripId).collect(toSet());
  }

  private static Set<UUID> tripsOf(List<PhoneLog> logs) {
    return logs.stream()
        .flatMap(log -> log.all(Entry.TripSeen.class))
        .map(seen -> seen.trip().id())
        .collect(toSet());
  }
}
