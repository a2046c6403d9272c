package souk.server.socket;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.chat.SendMessage;
import souk.platform.identity.Person;
import souk.platform.json.Json;
import souk.platform.problem.Problem;

/**
 * Messages that phones send, each person's in the order in which they came. One that was stored
 * comes down as {@code chat.message}; one that was not is answered with an error that names it.
 */
@Singleton
final class ChatCommands {
  private static final Logger log = LoggerFactory.getLogger(ChatCommands.class);

  /** Few, since each waits with a connection in its hand. */
  private static final int LANES = 4;

  private static final int WAITING_MAX = 256;

  private final SendMessage sendMessage;
  private final Json json;
  private final ExecutorService[] lanes =
      IntStream.range(0, LANES).mapToObj(_ -> lane()).toArray(ExecutorService[]::new);

  ChatCommands(SendMessage sendMessage, Json json) {
    this.sendMessage = sendMessage;
    this.json = json;
  }

  private static ExecutorService lane() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(WAITING_MAX),
        Thread.ofVirtual().name("chat-", 0).factory());
  }

  void send(Person person, UUID trip, UUID id, String text, Consumer<String> answer) {
    try {
      lanes[Math.floorMod(person.id().hashCode(), LANES)].execute(
          () -> trySend(person, trip, id, text, answer));
    } catch (RejectedExecutionException full) {
      answer.accept(unavailable(id));
    }
  }

  private void trySend(Person person, UUID trip, UUID id, String text, Consumer<String> answer) {
    try {
      sendMessage.send(person.id(), trip, id, text);
    } catch (Problem refused) {
      answer.accept(error(id, refused.code(), String.valueOf(refused.getMessage())));
    } catch (RuntimeException failure) {
      log.warn("a message could not be stored: {}", failure.toString());
      answer.accept(unavailable(id));
    }
  }

  private String unavailable(UUID id) {
    return error(id, "unavailable", "The message was not stored; send it again.");
  }

  private String error(UUID id, String code, String detail) {
    return json.write(
        Map.of("type", "error", "data", Map.of("code", code, "detail", detail, "id", id)));
  }

  @PreDestroy
  void stop() {
    for (var lane : lanes) lane.shutdownNow();
  }
}
