package souk.embedded.stripe.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Event;
import souk.embedded.stripe.account.Shelf;
import souk.embedded.stripe.api.Pages.Kind;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.shape.DisputeJson;
import souk.embedded.stripe.shape.Expansion;
import souk.embedded.stripe.shape.IntentJson;
import souk.embedded.stripe.shape.PayoutJson;
import souk.embedded.stripe.shape.RecordJson;
import souk.embedded.stripe.shape.RefundJson;
import souk.embedded.stripe.shape.TransferJson;

/** What can be listed. */
final class ListEndpoints {
  private ListEndpoints() {}

  static Reply intents(Call call) {
    call.params().allowOnly(Pages.names("customer"));
    var expandable = Call.below("data", IntentEndpoints.EXPANDABLE);
    var expansion = call.expansion(expandable).below("data");
    var statement = call.statement();
    var wanted =
        matching(
            call,
            "customer",
            call.account().intents().newestFirst(),
            intent -> intent.terms().customer());
    var kind =
        new Kind<PaymentIntent>(
            "/v1/payment_intents",
            PaymentIntent::id,
            intent -> intent.terms().createdAt(),
            intent -> IntentJson.of(intent, statement, expansion));
    return Pages.page(call, wanted, kind);
  }

  static Reply events(Call call) {
    call.params().allowOnly(Pages.names("type", "types"));
    var types = new HashSet<>(call.params().list("types"));
    call.params().text("type").ifPresent(types::add);
    var wanted =
        call.account()
            .events()
            .newestFirst()
            .filter(event -> event.owner().equals(call.owner()))
            .filter(event -> types.isEmpty() || types.contains(event.type()));
    var kind =
        new Kind<Event>(
            "/v1/events", Event::id, Event::at, event -> RecordJson.of(event, call.account()));
    return Pages.page(call, wanted, kind);
  }

  static Reply refunds(Call call) {
    call.params().allowOnly(Pages.names("charge", "payment_intent"));
    var all = call.account().refunds().newestFirst();
    var ofCharge = matching(call, "charge", all, refund -> refund.charge());
    var wanted = matching(call, "payment_intent", ofCharge, refund -> refund.intent());
    return records(
        call,
        "/v1/refunds",
        wanted,
        (refund, expansion) -> RefundJson.of(refund, call.statement(), expansion));
  }

  static Reply disputes(Call call) {
    call.params().allowOnly(Pages.names("charge", "payment_intent"));
    var all = call.account().disputes().newestFirst();
    var ofCharge = matching(call, "charge", all, dispute -> dispute.charge());
    var wanted = matching(call, "payment_intent", ofCharge, dispute -> dispute.intent());
    return records(
        call, "/v1/disputes", wanted, (dispute, _) -> DisputeJson.of(dispute, call.statement()));
  }

  static Reply transfers(Call call) {
    call.params().allowOnly(Pages.names("destination", "transfer_group"));
    var all = call.account().transfers().newestFirst();
    var toOne = matching(call, "destination", all, transfer -> transfer.destination());
    var wanted = matching(call, "transfer_group", toOne, transfer -> transfer.transferGroup());
    return records(
        call,
        "/v1/transfers",
        wanted,
        (transfer, expansion) -> TransferJson.of(transfer, call.statement(), expansion));
  }

  static Reply payouts(Call call) {
    call.params().allowOnly(Pages.names("destination", "status"));
    var own = owned(call, call.account().payouts());
    var toOne = matching(call, "destination", own, payout -> payout.destination());
    var wanted = matching(call, "status", toOne, payout -> payout.status().wireName());
    return records(
        call,
        "/v1/payouts",
        wanted,
        (payout, expansion) -> PayoutJson.of(payout, call.statement(), expansion));
  }

  private static <T extends Recorded> Stream<T> owned(Call call, Shelf<T> shelf) {
    return shelf.newestFirst().filter(object -> object.owner().equals(call.owner()));
  }

  /** Those whose field is what the parameter of its name wants, if it wants anything. */
  private static <T> Stream<T> matching(
      Call call, String param, Stream<T> objects, Function<T, @Nullable String> field) {
    var wanted = call.params().text(param).orElse(null);
    return wanted == null ? objects : objects.filter(object -> wanted.equals(field.apply(object)));
  }

  private static <T extends Recorded> Reply records(
      Call call, String url, Stream<T> wanted, BiFunction<T, Expansion, ObjectNode> shape) {
    var expansion = call.expansion(Set.of("data.balance_transaction")).below("data");
    var kind =
        new Kind<T>(
            url, Recorded::id, Recorded::createdAt, object -> shape.apply(object, expansion));
    return Pages.page(call, wanted, kind);
  }
}
