package souk.embedded.stripe.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Books;
import souk.embedded.stripe.account.Effects;
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
  }

  Answer answer() {
    var key = request.key(route.operation()).orElse(null);
    return key == null ? execute(null) : executeOnce(key);
  }

  private Answer executeOnce(String key) {
    return switch (standing(key)) {
      case Standing.Fresh _ -> execute(key);
      case Standing.Answered(var first) ->
          new Answer(first.status(), first.body(), requestId, first.requestId());
      case Standing.UsedForAnother _ -> throw ApiRefusal.idempotencyKeyReused(key);
      case Standing.InUse _ -> throw ApiRefusal.idempotencyKeyInUse(key);
    };
  }

  Standing standing(String key) {
    var fingerprint = request.fingerprint(params);
    return books.account().answers().standing(key, fingerprint, now, System.nanoTime());
  }

  /** Validates even what is going to fail: a refusal of the parameters comes before a mishap. */
  private Answer execute(@Nullable String key) {
    var effects = effects(key);
    var reply = serve(new Call(route.id(), params, books.account(), effects, now));
    if (handling.failure() == Failure.BEFORE_EFFECT) effects = effects(key);
    if (handling.failure() != Failure.NONE) reply = Reply.serverError();
    var answer = Answer.of(reply, requestId);
    if (key != null) effects.answer(key, stored(answer));
    books.commit(effects);
    if (key != null) keepBusy(key);
    return answer;
  }

  private Effects effects(@Nullable String key) {
    return books.effects(now, route.operation().wireName(), requestId, key);
  }

  private StoredAnswer stored(Answer answer) {
    var fingerprint = request.fingerprint(params);
    return new StoredAnswer(fingerprint, answer.status(), answer.body(), requestId, now);
  }

  private void keepBusy(String key) {
    if (!handling.runsFor().isPositive()) return;
    books.account().answers().busy(key, System.nanoTime() + handling.runsFor().toNanos());
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
