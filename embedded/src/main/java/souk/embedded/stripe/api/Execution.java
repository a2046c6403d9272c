package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.Optional;
import souk.embedded.stripe.account.Books;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.account.IdempotencyStore;
import souk.embedded.stripe.account.IdempotencyStore.Standing;
import souk.embedded.stripe.account.StoredAnswer;
import souk.embedded.stripe.api.Handling.Failure;

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
    this.key = request.key(route.operation());
  }

  Answer answer() {
    return switch (standing()) {
      case Standing.Fresh _ -> execute();
      case Standing.Answered(var first) ->
          new Answer(first.status(), first.body(), requestId, first.requestId());
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
    var reply = serve(new Call(route.id(), params, books.account(), effects, now));
    if (handling.failure() == Failure.BEFORE_EFFECT) effects = effects();
    if (handling.failure() != Failure.NONE) reply = Reply.serverError();
    var answer = Answer.of(reply, requestId);
    if (key.isPresent()) effects.answer(key.get(), stored(answer));
    books.commit(effects);
    keepBusy();
    return answer;
  }

  private Effects effects() {
    var operation = route.operation().wireName();
    return books.effects(now, operation, requestId, key.orElse(null));
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

  private Reply serve(Call call) {
    return switch (route.operation()) {
      case PAYMENT_INTENTS_CREATE -> IntentEndpoints.create(call);
      case PAYMENT_INTENTS_LIST -> ListEndpoints.intents(call);
      case PAYMENT_INTENTS_RETRIEVE -> IntentEndpoints.retrieve(call);
      case PAYMENT_INTENTS_CONFIRM -> IntentEndpoints.confirm(call);
      case PAYMENT_INTENTS_CAPTURE -> IntentEndpoints.capture(call);
      case PAYMENT_INTENTS_CANCEL -> IntentEndpoints.cancel(call);
      case REFUNDS_CREATE -> RefundEndpoints.create(call);
      case REFUNDS_LIST -> ListEndpoints.refunds(call);
      case REFUNDS_RETRIEVE -> RefundEndpoints.retrieve(call);
      case CHARGES_RETRIEVE -> RecordEndpoints.charge(call);
      case PAYMENT_METHODS_RETRIEVE -> RecordEndpoints.method(call);
      case PAYMENT_METHODS_ATTACH -> RecordEndpoints.attach(call);
      case CUSTOMERS_CREATE -> RecordEndpoints.createCustomer(call);
      case CUSTOMERS_RETRIEVE -> RecordEndpoints.customer(call);
      case EVENTS_LIST -> ListEndpoints.events(call);
      case EVENTS_RETRIEVE -> RecordEndpoints.event(call);
    };
  }
}
