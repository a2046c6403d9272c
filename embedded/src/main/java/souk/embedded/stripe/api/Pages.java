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
