package souk.embedded.stripe.api;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Books;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.account.Event;
import souk.embedded.stripe.intent.Attempt;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.intent.Turn;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.SettlementRates;

/**
 * Stripe without a network. One lock makes every request one step; effect and stored answer are
 * journalled together before either is visible, so a crash leaves both or none.
 */
public final class StripeApi {
  private static final System.Logger log = System.getLogger(StripeApi.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final Books books;
  private final InstantSource clock;

  /** The API over these books. */
  public StripeApi(Books books, InstantSource clock) {
    this.books = books;
    this.clock = clock;
  }

  /** Serves one request; every failure is an answer too. */
  public Answer execute(ApiRequest request, Handling handling) {
    return answered(
        request,
        handling,
        execution -> {
          Upkeep.run(books, now());
          return execution.answer();
        });
  }

  /** Serves a request whose key is held, before a twin of it can take the key. */
  public Answer executeHeld(ApiRequest request) {
    return answered(
        request,
        Handling.normal(Duration.ZERO),
        execution -> {
          execution.release();
          return execution.answer();
        });
  }

  private Answer answered(
      ApiRequest request, Handling handling, Function<Execution, Answer> service) {
    var requestId = requestId();
    try {
      return locked(() -> service.apply(new Execution(books, request, requestId, handling, now())));
    } catch (ApiRefusal refusal) {
      return Answer.of(refusal.reply(), requestId);
    } catch (RuntimeException broken) {
      log.log(Level.ERROR, request.method() + " " + request.path() + " failed", broken);
      return Answer.of(Reply.serverError(), requestId);
    }
  }

  /** Does what is due, which a request would do too: events are told although nobody asks. */
  public void keepUp() {
    locked(() -> {
      Upkeep.run(books, now());
      return true;
    });
  }

  /** How fast what takes Stripe days goes. */
  public Pace pace() {
    return books.pace();
  }

  /** From now on it goes that fast; what is under way keeps its time. */
  public void pace(Pace pace) {
    books.pace(pace);
  }

  /** From now on what moves the balance is settled so; what has moved it stays as it is. */
  public void rates(SettlementRates rates) {
    books.rates(rates);
  }

  /**
   * Changes what is remembered, as if it had happened by itself.
   *
   * @param operation its name in histories
   * @param change answers false when there is nothing to change
   */
  public boolean happen(String operation, BiPredicate<Account, Effects> change) {
    return locked(() -> {
      var effects = books.effects(now(), operation, "", null);
      if (!change.test(books.account(), effects)) return false;
      books.commit(effects);
      return true;
    });
  }

  /** The answer when Stripe has locked the object; nothing is executed or stored. */
  public Answer lockTimeout() {
    return Answer.of(ApiRefusal.lockTimeout().reply(), requestId());
  }

  /**
   * The answer when there are too many requests; nothing is executed or stored.
   *
   * @param reason the limit, by Stripe's word
   */
  public Answer rateLimit(String reason) {
    return Answer.of(ApiRefusal.rateLimit().reply(), requestId()).limitedBy(reason);
  }

  /** As exact as the journal keeps it, so that a restart changes nothing. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String requestId() {
    return "req_" + StripeId.random(14);
  }

  /**
   * Holds a request's key as if the request were running.
   *
   * @return false when there is nothing to hold: it is refused, has been answered or has no key
   */
  public boolean hold(ApiRequest request, Duration howLong) {
    var handling = Handling.normal(howLong);
    try {
      return locked(() -> new Execution(books, request, requestId(), handling, now()).hold());
    } catch (ApiRefusal refused) {
      return false;
    }
  }

  /**
   * The cardholder of an intent that requires action authenticates, or fails to.
   *
   * @return false when no such intent waits for it
   */
  public boolean authenticate(String intentId, boolean succeeds) {
    var attempt = new Attempt(now(), false, false);
    return happen(
        "cardholder.authenticate",
        (account, effects) -> {
          var turn = account.intents().find(intentId).map(i -> i.authenticate(succeeds, attempt));
          if (!(turn.orElse(null) instanceof Turn.Moved(var next))) return false;
          effects.revise(next);
          return true;
        });
  }

  /** Reads what the twin remembers, undisturbed. */
  public <T> T inspect(Function<Account, T> question) {
    return locked(() -> question.apply(books.account()));
  }

  /**
   * From now on hands every event to {@code listener}, first those that one of its name has not
   * acknowledged.
   *
   * @param listener is called under the lock: it must not wait
   */
  public void listen(String name, Consumer<Event> listener) {
    locked(() -> {
      books.account().events().undelivered(name).forEach(listener);
      books.listen(name, listener);
      return true;
    });
  }

  /** The listener of that name is told nothing any more. */
  public void forget(String name) {
    locked(() -> {
      books.forget(name);
      return true;
    });
  }

  /** A listener has acknowledged an event. */
  public void delivered(String event, String listener) {
    locked(() -> {
      books.delivered(event, listener);
      return true;
    });
  }

  /** Forgets everything, in memory and in the journal. */
  public void reset() {
    locked(() -> {
      books.clear();
      return true;
    });
  }

  private <T> T locked(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }
}
