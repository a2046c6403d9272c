package souk.dispatch;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import souk.platform.push.Channels;
import souk.platform.push.Push;

/** Everybody's phone: takes what is pushed to this node and remembers it. */
public final class Phones {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Told> told = new CopyOnWriteArrayList<>();

  private record Told(UUID person, JsonNode message) {}

  public Phones(TestCity city) {
    city.bean(Push.class).onMessage((person, message) -> told.add(new Told(person, tree(message))));
    awaitSubscribed(city.bean(Channels.class));
  }

  /** A node subscribes one channel after the other: when the last is heard, those before it are. */
  private static void awaitSubscribed(Channels channels) {
    var last = "last-" + UUID.randomUUID();
    var heard = new AtomicBoolean();
    channels.listen(last, _ -> heard.set(true));
    await()
        .until(() -> {
          channels.publish(last, "heard?");
          return heard.get();
        });
  }

  /** The messages of that type to the person, in the order they came. */
  public List<JsonNode> told(UUID person, String type) {
    return told.stream()
        .filter(one -> one.person().equals(person))
        .map(Told::message)
        .filter(message -> message.get("type").asText().equals(type))
        .toList();
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException(text, failure);
    }
  }
}
