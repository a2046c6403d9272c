package souk.server.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.city.Point;
import souk.dispatch.destination.Destinations;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.dispatch.offer.Offers;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

/**
 * What phones send up: positions, acknowledgements and messages. What is malformed is said so and
 * dropped.
 */
@Singleton
final class SocketCommands {
  private static final Logger log = LoggerFactory.getLogger(SocketCommands.class);
  private static final int POSITIONS_MAX = 200;

  private final Positions positions;
  private final Offers offers;
  private final Destinations destinations;
  private final ChatCommands chat;
  private final ObjectMapper json;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private static final class Malformed extends RuntimeException {
    Malformed(String detail) {
      super(detail, null, false, false);
    }
  }

  SocketCommands(
      Positions positions,
      Offers offers,
      Destinations destinations,
      ChatCommands chat,
      ObjectMapper json) {
    this.destinations = destinations;
    this.positions = positions;
    this.offers = offers;
    this.chat = chat;
    this.json = json;
  }

  /** Runs one frame; answers only when there is something wrong with it. */
  void run(Person person, String text, Consumer<String> answer) {
    try {
      var frame = json.readTree(text);
      switch (frame.path("type").asText()) {
        case "positions" -> positions(person, frame.path("positions"), answer);
        case "ack" -> acknowledge(person, uuid(frame.path("id")));
        case "chat.send" -> sendMessage(person, frame, answer);
        default -> throw new Malformed("type must be positions, ack or chat.send");
      }
    } catch (Malformed malformed) {
      answer.accept(malformed(String.valueOf(malformed.getMessage())));
    } catch (JsonProcessingException noJson) {
      answer.accept(malformed("a frame is one JSON object"));
    }
  }

  private void positions(Person person, JsonNode list, Consumer<String> answer) {
    if (!person.is(Role.DRIVER)) throw new Malformed("only drivers send positions");
    if (!list.isArray() || list.isEmpty() || list.size() > POSITIONS_MAX) {
      throw new Malformed("positions must be a list of 1 to " + POSITIONS_MAX);
    }
    var read = new ArrayList<Position>(list.size());
    list.forEach(node -> read.add(position(node)));
    var limited = positions.accept(person.id(), List.copyOf(read)).limited();
    if (limited > 0) answer.accept(tooMany(limited, positions.waitFor(person.id())));
  }

  private static Position position(JsonNode node) {
    try {
      if (!node.path("lat").isNumber() || !node.path("lon").isNumber()) {
        throw new Malformed("a position has lat and lon as numbers, and at as an instant");
      }
      return new Position(
          new Point(node.path("lat").asDouble(), node.path("lon").asDouble()),
          Instant.parse(node.path("at").asText()),
          known(node, "accuracy_m"),
          known(node, "heading"),
          known(node, "speed_mps"));
    } catch (IllegalArgumentException | DateTimeException outOfRange) {
      throw new Malformed("a position has lat, lon and at: " + outOfRange.getMessage());
    }
  }

  private static @Nullable Double known(JsonNode position, String name) {
    var value = position.path(name);
    if (value.isMissingNode() || value.isNull()) return null;
    if (!value.isNumber()) throw new Malformed(name + " is a number, or left out");
    return value.asDouble();
  }

  /**
   * The message of an offer or of a proposal carries its id; acknowledging anything else changes
   * nothing.
   */
  private void acknowledge(Person person, UUID message) {
    if (!person.is(Role.DRIVER)) return;
    threads.execute(() -> {
      try {
        offers.acknowledge(person.id(), message);
        destinations.acknowledge(person.id(), message);
      } catch (RuntimeException lost) {
        log.debug("an acknowledgement is lost, what it is of comes again: {}", lost.toString());
      }
    });
  }

  private void sendMessage(Person person, JsonNode frame, Consumer<String> answer) {
    var text = frame.path("text");
    if (!text.isTextual()) throw new Malformed("text must be a text");
    var trip = uuid(frame.path("trip_id"));
    chat.send(person, trip, uuid(frame.path("id")), text.asText(), answer);
  }

  private static UUID uuid(JsonNode node) {
    try {
      return UUID.fromString(node.asText());
    } catch (IllegalArgumentException notAnId) {
      throw new Malformed("id must be an id, as of a message or a trip");
    }
  }

  private String malformed(String detail) {
    return error(Map.of("code", "malformed", "detail", detail));
  }

  private String tooMany(int positions, Duration wait) {
    return error(
        Map.of(
            "code",
            "too_many_positions",
            "detail",
            "These positions come too fast; the newest were taken, and so many were not.",
            "limited",
            positions,
            "retry_after_ms",
            wait.toMillis()));
  }

  private String error(Map<String, Object> data) {
    try {
      return json.writeValueAsString(Map.of("type", "error", "data", data));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
