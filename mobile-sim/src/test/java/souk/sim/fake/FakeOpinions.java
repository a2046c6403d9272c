package souk.sim.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import souk.sim.fake.TinyServer.Reply;

/** What people think of each other; the first word counts. */
final class FakeOpinions {
  private final Map<String, Integer> stars = new HashMap<>();

  Reply rate(UUID rater, UUID trip, JsonNode body) {
    var said = body.get("stars").asInt();
    var first = stars.putIfAbsent(rater + "/" + trip, said);
    return first == null || first == said
        ? given(rater, trip)
        : Reply.problem(409, "already_rated");
  }

  Reply given(UUID rater, UUID trip) {
    var said = stars.get(rater + "/" + trip);
    return said == null
        ? Reply.problem(404, "not_found")
        : Reply.ok(Map.of("trip_id", trip, "stars", Objects.requireNonNull(said)));
  }
}
