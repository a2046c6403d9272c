package souk.embedded.stripe.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import souk.embedded.stripe.account.Event;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.Refund;
import souk.embedded.stripe.shape.IntentJson;
import souk.embedded.stripe.shape.RecordJson;

/** Lists, the newest object first, in pages. */
final class ListEndpoints {
  private static final Set<String> PAGING =
      Set.of("limit", "starting_after", "ending_before", "created", "expand");

  /** How to tell the objects of a list apart and show them. */
  private record Kind<T>(
      String url,
      Function<T, String> id,
      Function<T, Instant> createdAt,
      Function<T, ObjectNode> shape) {}

  private ListEndpoints() {}

  static Reply intents(Call call) {
    call.params().allowOnly(withPaging("customer"));
    var expandable = Call.below("data", IntentEndpoints.EXPANDABLE);
    var expansion = call.expansion(expandable).below("data");
    var customer = call.params().text("customer").orElse(null);
    var wanted =
        call.account()
            .intents()
            .newestFirst()
            .filter(intent -> customer == null || customer.equals(intent.terms().customer()));
    var kind =
        new Kind<PaymentIntent>(
            "/v1/payment_intents",
            PaymentIntent::id,
            intent -> intent.terms().createdAt(),
            intent -> IntentJson.of(intent, expansion));
    return page(call, wanted, kind);
  }

  static Reply refunds(Call call) {
    call.params().allowOnly(withPaging("charge", "payment_intent"));
    var charge = call.params().text("charge").orElse(null);
    var intent = call.params().text("payment_intent").orElse(null);
    var wanted =
        call.account()
            .refundsNewestFirst()
            .filter(refund -> charge == null || charge.equals(refund.charge()))
            .filter(refund -> intent == null || intent.equals(refund.intent()));
    var kind = new Kind<Refund>("/v1/refunds", Refund::id, Refund::createdAt, RecordJson::of);
    return page(call, wanted, kind);
  }

  static Reply events(Call call) {
    call.params().allowOnly(withPaging("type", "types"));
    var types = new HashSet<>(call.params().list("types"));
    call.params().text("type").ifPresent(types::add);
    var wanted =
        call.account()
            .events()
            .newestFirst()
            .filter(event -> types.isEmpty() || types.contains(event.type()));
    var kind =
        new Kind<Event>(
            "/v1/events", Event::id, Event::at, event -> RecordJson.of(event, call.account()));
    return page(call, wanted, kind);
  }

  private static Set<String> withPaging(String... more) {
    var names = new HashSet<>(PAGING);
    names.addAll(List.of(more));
    return names;
  }

  private static <T> Reply page(Call call, Stream<T> newestFirst, Kind<T> kind) {
    var limit = call.limit();
    var candidates = between(call.params(), newestFirst, kind);
    var found = cut(call.params(), candidates, kind, limit);
    var page = found.size() > limit ? found.subList(0, limit) : found;
    var shapes = page.stream().map(kind.shape()).toList();
    return Reply.ok(RecordJson.list(kind.url(), shapes, found.size() > limit));
  }

  private static <T> Stream<T> between(FormParams params, Stream<T> newestFirst, Kind<T> kind) {
    var exactly = params.integer("created");
    var least =
        Math.max(
            exactly.orElse(params.integer("created[gte]").orElse(Long.MIN_VALUE)),
            params.integer("created[gt]").orElse(Long.MIN_VALUE) + 1);
    var most =
        Math.min(
            exactly.orElse(params.integer("created[lte]").orElse(Long.MAX_VALUE)),
            params.integer("created[lt]").orElse(Long.MAX_VALUE) - 1);
    return newestFirst
        .dropWhile(item -> kind.createdAt().apply(item).getEpochSecond() > most)
        .takeWhile(item -> kind.createdAt().apply(item).getEpochSecond() >= least);
  }

  /** At most one object more than the page holds, to know whether there is another page. */
  private static <T> List<T> cut(FormParams params, Stream<T> candidates, Kind<T> kind, int limit) {
    var after = params.text("starting_after").orElse(null);
    var before = params.text("ending_before").orElse(null);
    if (before != null) {
      var newer = candidates.takeWhile(item -> !kind.id().apply(item).equals(before)).toList();
      return newer.subList(Math.max(0, newer.size() - limit), newer.size());
    }
    var rest =
        after == null
            ? candidates
            : candidates.dropWhile(item -> !kind.id().apply(item).equals(after)).skip(1);
    return rest.limit(limit + 1L).toList();
  }
}
