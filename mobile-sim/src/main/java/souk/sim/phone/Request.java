package souk.sim.phone;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.journal.Entry;
import souk.sim.measure.Step;
import souk.sim.plan.Arrival;
import souk.sim.view.ActiveView;
import souk.sim.view.QuoteView;
import souk.sim.view.RideView;

/** From looking at the price to a ride the server has taken. */
final class Request {
  /** A quote may expire while the server is away; who was unlucky so often goes on foot. */
  private static final int QUOTES_MAX = 3;

  private final City city;
  private final Phone phone;
  private final Arrival arrival;

  Request(City city, Phone phone, Arrival arrival) {
    this.city = city;
    this.phone = phone;
    this.arrival = arrival;
  }

  /** How it ended. */
  sealed interface Result {
    /** The server has it; it was meant to be asked for at {@code intendedNanos}. */
    record Taken(RideView ride, long intendedNanos) implements Result {}

    /** There is no ride. */
    record Nothing(String why) implements Result {}

    /** The quote was too old. */
    record QuoteExpired() implements Result {}
  }

  Result make(String cardId) throws InterruptedException {
    var intended = city.hours().nanosAt(arrival.at());
    for (int n = 0; n < QUOTES_MAX; n++) {
      var result = quoteAndBook(cardId, n, intended);
      if (!(result instanceof Result.QuoteExpired)) return result;
      intended = System.nanoTime();
    }
    return new Result.Nothing("REFUSED_quote_expired");
  }

  private Result quoteAndBook(String cardId, int n, long intended) throws InterruptedException {
    var answer = phone.ask("ride.quote", key(n), Call.post("/v1/rides/quotes", wish()));
    if (!(answer instanceof Answer.Done quoted)) return nothing(answer);
    city.latencies().sinceIntended(Step.RIDE_QUOTE, intended);
    city.latencies().raw(Step.RIDE_QUOTE, quoted.lastAttempt());
    var decided = System.nanoTime() + arrival.quoteThink().toNanos();
    TimeUnit.NANOSECONDS.sleep(decided - System.nanoTime());
    return book(quoted.as(QuoteView.class), cardId, key(n), decided);
  }

  private Map<String, Object> wish() {
    var wish = new HashMap<String, Object>();
    wish.put("pickup", arrival.pickup());
    wish.put("dropoff", arrival.dropoff());
    wish.put("product", arrival.product());
    arrival.bookedAhead().ifPresent(ahead -> wish.put("pickup_at", Instant.now().plus(ahead)));
    return wish;
  }

  private Result book(QuoteView quote, String cardId, String key, long intended)
      throws InterruptedException {
    var body = Map.of("quote", quote.quote(), "card_id", cardId);
    var call = Call.post("/v1/rides", body).withKey(key);
    var answer = phone.press("ride.request", quote.id().toString(), call);
    if (answer instanceof Answer.Done lost && arrival.losesAnswer()) {
      phone.journal().note(new Entry.RideAcknowledged(key, lost.as(RideView.class)));
      answer = phone.ask("ride.request", quote.id().toString(), call);
    }
    return switch (answer) {
      case Answer.Done done -> taken(done, key, intended);
      case Answer.Refused(_, var code) when code.equals("quote_expired") ->
          new Result.QuoteExpired();
      case Answer.Refused _ -> nothing(answer);
      case Answer.Unanswered _ -> found(intended);
    };
  }

  private Result taken(Answer.Done done, String key, long intended) {
    var ride = done.as(RideView.class);
    phone.journal().note(new Entry.RideAcknowledged(key, ride));
    city.latencies().sinceIntended(Step.RIDE_REQUEST, intended);
    city.latencies().raw(Step.RIDE_REQUEST, done.lastAttempt());
    // whoever has time has no first offer to wait for
    if (arrival.bookedAhead().isEmpty()) city.milestones().requested(ride.id(), intended);
    else city.tally().count("booked");
    return new Result.Taken(ride, intended);
  }

  /** Nobody has answered, but the server may have heard. */
  private Result found(long intended) throws InterruptedException {
    var active = phone.active().map(ActiveView::ride);
    var known = active.isPresent() ? active : booked();
    return known
        .<Result>map(ride -> new Result.Taken(ride, intended))
        .orElseGet(() -> new Result.Nothing("UNANSWERED"));
  }

  /** A ride that has not begun is not what goes on, but stands in the list of those to come. */
  private Optional<RideView> booked() throws InterruptedException {
    if (arrival.bookedAhead().isEmpty()) return Optional.empty();
    var call = Call.get("/v1/rides?scheduled=true&limit=1");
    return phone.ask("rides.scheduled", "me", call) instanceof Answer.Done done
        ? done.as(RideView.Page.class).items().stream().findFirst()
        : Optional.empty();
  }

  private static Result nothing(Answer answer) {
    return new Result.Nothing(
        answer instanceof Answer.Refused(_, var code) ? "REFUSED_" + code : "UNANSWERED");
  }

  /** Stable for the intended action; another quote is another action. */
  private String key(int n) {
    return "sim-" + city.nonce() + "-" + arrival.rider() + "-" + arrival.nth() + "-" + n;
  }
}
