package souk.embedded.stripe.api;

import java.util.Set;
import souk.embedded.stripe.shape.ChargeJson;
import souk.embedded.stripe.shape.RecordJson;

/** Charges and events, as far as a caller of intents needs them. */
final class RecordEndpoints {
  private RecordEndpoints() {}

  static Reply charge(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var expansion = call.expansion(Set.of("balance_transaction"));
    return call.account()
        .intents()
        .ofCharge(call.id())
        .flatMap(intent ->
            intent.charges().stream()
                .filter(charge -> charge.id().equals(call.id()))
                .map(charge -> Reply.ok(ChargeJson.of(intent, charge, call.statement(), expansion)))
                .findAny())
        .orElseThrow(() -> ApiRefusal.notFound("charge", call.id(), "id"));
  }

  static Reply event(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return call.account()
        .events()
        .find(call.id())
        .filter(event -> event.owner().equals(call.owner()))
        .map(event -> Reply.ok(RecordJson.of(event, call.account())))
        .orElseThrow(() -> ApiRefusal.notFound("event", call.id(), "id"));
  }
}
