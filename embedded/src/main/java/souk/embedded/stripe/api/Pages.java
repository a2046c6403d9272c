package souk.embedded.stripe.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import souk.embedded.stripe.shape.RecordJson;

/** Pages of lists, the newest object first. */
final class Pages {
  private static final Set<String> PAGING =
      Set.of("limit", "starting_after", "ending_before", "created", "expand");

  /** How to tell the objects of a list apart and show them. */
  record Kind<T>(
      String url,
      Function<T, String> id,
      Function<T, Instant> createdAt,
      Function<T, ObjectNode> shape) {}

  private Pages() {}

  /** What every list can be asked for, and more. */
  static Set<String> names(String... more) {
    var names = new HashSet<>(PAGING);
    names.addAll(List.of(more));
    return names;
  }

  static <T> Reply page(Call call, Stream<T> newestFirst, Kind<T> kind) {
    var limit = call.limit();
    var candidates = between(call.params(), newestFirst, kind);
    var before = call.params().text("ending_before").orElse(null);
    return before == null
        ? following(call.params(), candidates, kind, limit)
        : preceding(before, candidates, kind, limit);
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

  private static <T> Reply following(
      FormParams params, Stream<T> candidates, Kind<T> kind, int limit) {
    var after = params.text("starting_after").orElse(null);
    var rest =
        after == null
            ? candidates
            : candidates.dropWhile(item -> !kind.id().apply(item).equals(after)).skip(1);
    // one more than the page holds, to know whether there is another page
    var found = rest.limit(limit + 1L).toList();
    return shown(found.subList(0, Math.min(limit, found.size())), found.size() > limit, kind);
  }

  /** Backwards: those right above the given one, and more says whether there are newer ones. */
  private static <T> Reply preceding(String before, Stream<T> candidates, Kind<T> kind, int limit) {
    var newer = candidates.takeWhile(item -> !kind.id().apply(item).equals(before)).toList();
    var page = newer.subList(Math.max(0, newer.size() - limit), newer.size());
    return shown(page, newer.size() > limit, kind);
  }

  private static <T> Reply shown(List<T> page, boolean hasMore, Kind<T> kind) {
    return Reply.ok(RecordJson.list(kind.url(), page.stream().map(kind.shape()).toList(), hasMore));
  }
}
