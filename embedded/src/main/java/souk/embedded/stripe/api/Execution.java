package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Books;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.account.IdempotencyStore;
import souk.embedded.stripe.account.IdempotencyStore.Standing;
import souk.embedded.stripe.account.StoredAnswer;
import souk.embedded.stripe.api.Handling.Failure;
import souk.embedded.stripe.money.Recorded;

/** One request while it has the books to itself. */
final class Execution {
  private final Books books;
  private final ApiRequest request;
  private final Operation.Route route;
  private final String requestId;
  private final Handling handling;
  private final Instant now;
  private final FormParams params;
  private final Optional<String> key;
  private final String owner;

  Execution(Books books, ApiRequest request, String requestId, Handling handling, Instant now) {
    request.authenticate();
    this.books = books;
    this.request = request;
    this.route =
        Operation.route(request.method(), request.path())
            .orElseThrow(() -> ApiRefusal.unknownUrl(request.method(), request.path()));
    this.requestId = requestId;
    this.handling = handling;
    this.now = now;
    this.params = FormParams.parse(request.encodedParams());
    this.key = request.key(route.operation()).map(request::scoped);
    this.owner = owner(request.stripeAccount());
  }

  private String owner(@Nullable String account) {
    if (account == null) return Recorded.PLATFORM;
    if (!route.operation().isForAccounts()) {
      var message = "This twin does that for the platform only, without Stripe-Account.";
      throw ApiRefusal.invalid(message, null);
    }
    if (books.account().accounts().find(account).isPresent()) return account;
    throw ApiRefusal.accountInvalid(account);
  }

  Answer answer() {
    return switch (standing()) {
      case Standing.Fresh _ -> execute();
      case Standing.Answered(var first) ->
          new Answer(first.status(), first.body(), requestId, first.requestId(), null);
      case Standing.UsedForAnother _ -> throw ApiRefusal.idempotencyKeyReused(key.orElseThrow());
      case Standing.InUse _ -> throw ApiRefusal.idempotencyKeyInUse(key.orElseThrow());
    };
  }

  private Standing standing() {
    if (key.isEmpty()) return new Standing.Fresh();
    var fingerprint = request.fingerprint(params);
    return answers().standing(key.get(), fingerprint, now, System.nanoTime());
  }

  private IdempotencyStore answers() {
    return books.account().answers();
  }

  /** Validates even what is going to fail: a refusal of the parameters comes before a mishap. */
  private Answer execute() {
    var effects = effects();
    var account = books.account();
    var call =
        new Call(
            route.id(),
            owner,
            params,
            account,
            effects,
            books.pace(),
            now,
            request.origin(),
            declines());
    var reply = Routes.serve(route.operation(), call);
    if (handling.failure() == Failure.BEFORE_EFFECT) effects = effects();
    if (breaksDown()) reply = Reply.serverError();
    var answer = Answer.of(reply, requestId);
    if (key.isPresent()) effects.answer(key.get(), stored(answer));
    books.commit(effects);
    keepBusy();
    return answer;
  }

  private boolean breaksDown() {
    return switch (handling.failure()) {
      case BEFORE_EFFECT, AFTER_EFFECT -> true;
      case NONE, DECLINED -> false;
    };
  }

  private boolean declines() {
    return handling.failure() == Failure.DECLINED;
  }

  private Effects effects() {
    var operation = route.operation().wireName();
    return books.effects(
        now, operation, requestId, key.map(_ -> request.idempotencyKey()).orElse(null));
  }

  private StoredAnswer stored(Answer answer) {
    var fingerprint = request.fingerprint(params);
    return StoredAnswer.of(fingerprint, answer.status(), answer.body(), requestId, now);
  }

  /** For as long as the request is to run, other requests with its key are refused. */
  private void keepBusy() {
    if (!handling.runsFor().isPositive()) return;
    var until = System.nanoTime() + handling.runsFor().toNanos();
    key.ifPresent(used -> answers().busy(used, until));
  }

  /**
   * Holds the key as if the request were running.
   *
   * @return false when there is none to hold, or it is held or answered already
   */
  boolean hold() {
    if (key.isEmpty() || !(standing() instanceof Standing.Fresh)) return false;
    keepBusy();
    return true;
  }

  /** Gives the key back. */
  void release() {
    key.ifPresent(answers()::idle);
  }
}
