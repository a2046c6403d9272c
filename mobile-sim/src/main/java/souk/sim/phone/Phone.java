package souk.sim.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.client.Caller;
import souk.sim.client.Credentials;
import souk.sim.client.Event;
import souk.sim.client.Frame;
import souk.sim.client.Line;
import souk.sim.client.Mailbox;
import souk.sim.client.Signal;
import souk.sim.journal.Entry;
import souk.sim.journal.Entry.Source;
import souk.sim.journal.Journal;
import souk.sim.measure.Step;
import souk.sim.plan.Fingers;
import souk.sim.plan.Outage;
import souk.sim.plan.Person;
import souk.sim.plan.Streams;
import souk.sim.view.ActiveView;

/** One person's phone: it writes down what it is told before its script hears of it. */
public final class Phone implements Line.Hearer {
  private final City city;
  private final Person person;
  private final Credentials credentials;
  private final Signal signal = new Signal();
  private final Caller caller;
  private final Buttons buttons;
  private final Journal journal;
  private final Mailbox mailbox = new Mailbox();
  private volatile Instant movedAt = Instant.MIN;
  private final AtomicInteger connections = new AtomicInteger();

  Phone(City city, Person person, Fingers fingers) {
    this.city = city;
    this.person = person;
    credentials = city.credentials(person);
    caller = caller("jitter");
    buttons = new Buttons(this, fingers, caller("second-jitter"));
    journal = new Journal(person, city.keeper());
  }

  /** Whose phone it is. */
  public Person person() {
    return person;
  }

  /** What it sent and what it was told. */
  public Journal journal() {
    return journal;
  }

  /** Its calls. */
  public Caller caller() {
    return caller;
  }

  /** Whether it has reception. */
  Signal signal() {
    return signal;
  }

  /** More calls of it, for a thread of its own that draws its pauses by this name. */
  Caller caller(String jitter) {
    var random = new Streams(city.seed()).of(person.name(), jitter);
    return new Caller(city.apiOf(person), credentials, random, signal);
  }

  Mailbox mailbox() {
    return mailbox;
  }

  /** Connects; the outages are counted from 0. */
  Line connect(IntFunction<Outage> outages) {
    var jitter = new Streams(city.seed()).of(person.name(), "line-jitter");
    return new Line(city.apiOf(person), credentials, outages, jitter, signal, this);
  }

  /** Sends a command that is idempotent by state, written down first. */
  Answer command(String action, String target, Call call) throws InterruptedException {
    journal.note(new Entry.Sending(action, target, call.key().orElse(null)));
    return noted(action, target, caller.call(call));
  }

  /** Presses a button, perhaps twice at once. */
  Answer press(String action, String target, Call call) throws InterruptedException {
    return buttons.press(action, target, call);
  }

  /** Asks for something, which needs no line in the journal but its failure. */
  Answer ask(String action, String target, Call call) throws InterruptedException {
    return noted(action, target, caller.call(call));
  }

  /** What goes on for this person; empty when the server does not say. */
  Optional<ActiveView> active() throws InterruptedException {
    if (!(ask("me.active", "me", Call.get("/v1/me/active")) instanceof Answer.Done done)) {
      return Optional.empty();
    }
    var active = done.as(ActiveView.class);
    note(Source.ANSWER, 0, active);
    return Optional.of(active);
  }

  @Override
  public int connecting() {
    return connections.incrementAndGet();
  }

  @Override
  public void heard(int connection, Frame frame, Event event) {
    if (frame.version() > 0 && frame.subject() != null) {
      journal.note(
          new Entry.Heard(connection, frame.aggregate(), frame.subject(), frame.version()));
    }
    note(connection, event);
    if (event instanceof Event.Present) city.roster().connected(person.name(), true);
    if (event instanceof Event.DriverMoved(_, var at)) {
      moved(at);
      return;
    }
    mailbox.put(event);
  }

  /** What is shown once more, because the server has forgotten it, was not under way so long. */
  private void moved(Instant at) {
    if (!at.isAfter(movedAt)) return;
    movedAt = at;
    city.latencies().took(Step.POSITION_TO_RIDER, Duration.between(at, Instant.now()));
  }

  @Override
  public void missed(Event event) {
    if (!(event instanceof Event.OfferMade(_, var offer))) return;
    journal.note(new Entry.OfferMissed(offer));
    // who lets enough of them pass is taken off line, and does not know
    city.roster().free(person.name(), false);
  }

  @Override
  public void ended() {
    city.roster().connected(person.name(), false);
  }

  @Override
  public void garbled(int connection, String what) {
    journal.note(new Entry.Failed("unreadable message on connection " + connection + ": " + what));
  }

  @Override
  public void restarted() {
    journal.note(new Entry.Restarted());
    mailbox.put(new Event.Restarted());
  }

  private void note(int connection, Event event) {
    switch (event) {
      case Event.Present(var active) -> {
        noteVersions(connection, active);
        note(Source.SNAPSHOT, connection, active);
      }
      case Event.RideNews(var ride) ->
          journal.note(new Entry.RideSeen(Source.PUSH, connection, ride));
      case Event.TripNews(var trip) ->
          journal.note(new Entry.TripSeen(Source.PUSH, connection, trip));
      case Event.OfferMade(_, var offer) -> {
        city.milestones().offered(offer.tripId());
        journal.note(new Entry.OfferSeen(connection, offer));
      }
      case Event.OfferGone(var offer, var trip, var reason) ->
          journal.note(new Entry.OfferGone(offer, trip, reason));
      case Event.FrameRefused(var code, var detail) ->
          journal.note(new Entry.FrameRefused(code, detail));
      case Event.ProposalMade _, Event.ProposalGone _ -> {}
      case Event.DriverMoved _, Event.Unknown _, Event.Restarted _ -> {}
    }
  }

  /** What comes after a snapshot on its connection must not be older than what it shows. */
  private void noteVersions(int connection, ActiveView active) {
    var ride = active.ride();
    if (ride != null) version(connection, "ride", ride.id(), ride.version());
    var trip = active.trip();
    if (trip != null) version(connection, "trip", trip.id(), trip.version());
    var next = active.nextTrip();
    if (next != null) version(connection, "trip", next.id(), next.version());
    var offer = active.offer();
    if (offer != null) version(connection, "offer", offer.id(), offer.version());
  }

  private void version(int connection, String aggregate, UUID subject, long version) {
    journal.note(new Entry.Heard(connection, aggregate, subject.toString(), version));
  }

  private void note(Source source, int connection, ActiveView active) {
    if (active.ride() != null) journal.note(new Entry.RideSeen(source, connection, active.ride()));
    if (active.trip() != null) journal.note(new Entry.TripSeen(source, connection, active.trip()));
    var next = active.nextTrip();
    if (next != null) journal.note(new Entry.TripSeen(source, connection, next));
    if (active.offer() != null) {
      city.milestones().offered(active.offer().tripId());
      journal.note(new Entry.OfferSeen(connection, active.offer()));
    }
  }

  private Answer noted(String action, String target, Answer answer) {
    switch (answer) {
      case Answer.Refused(var status, var code) ->
          journal.note(new Entry.NotDone(action, target, status, code));
      case Answer.Unanswered(var why) -> journal.note(new Entry.NotDone(action, target, 0, why));
      case Answer.Done _ -> {}
    }
    return answer;
  }
}
