package souk.platform.push;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.json.Json;
import souk.platform.redis.Redis;

/**
 * Tells persons what happened, whichever process holds their socket: 64 fixed channels by hash of
 * the person, every process listens to all of them. Lossy: the state is in PostgreSQL, and a phone
 * that reconnects gets it first.
 */
@Singleton
public final class Push {
  private static final Logger log = LoggerFactory.getLogger(Push.class);
  private static final int CHANNELS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration MARK_KEPT = Duration.ofSeconds(30);

  private final Channels channels;
  private final Redis redis;
  private final Json json;
  private final Notifications notifications;
  private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("push-later").factory());

  /** Gets every message that reaches this process, for persons with and without a socket here. */
  public interface Receiver {
    /** Answers whether a socket of the person took it. */
    boolean receive(UUID person, String message);
  }

  private record Envelope(UUID person, UUID id, String message) {}

  Push(Channels channels, Redis redis, Json json, Notifications notifications) {
    this.channels = channels;
    this.redis = redis;
    this.json = json;
    this.notifications = notifications;
    IntStream.range(0, CHANNELS).forEach(n -> channels.listen("push-" + n, this::arrived));
  }

  public void onMessage(Receiver receiver) {
    receivers.add(receiver);
  }

  /** Tells the person's open sockets. */
  public void send(UUID person, PushMessage message) {
    var envelope = new Envelope(person, message.id(), json.write(message));
    channels.publish("push-" + Math.floorMod(person.hashCode(), CHANNELS), json.write(envelope));
  }

  /** Tells the person's open sockets; when none has taken it after 2 s, sends the notice. */
  public void sendOrNotify(UUID person, PushMessage message, Notice notice) {
    send(person, message);
    later.schedule(
        () -> Thread.startVirtualThread(() -> notifyUnlessTaken(person, message.id(), notice)),
        PATIENCE.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** An id for a message, rising with time. */
  public static UUID nextId() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  private void arrived(String text) {
    var envelope = json.read(text, Envelope.class);
    var taken =
        receivers.stream().filter(r -> r.receive(envelope.person, envelope.message)).count() > 0;
    if (taken) mark(envelope.id);
  }

  private void mark(UUID message) {
    redis.client().getBucket(mark(message.toString())).setAsync("1", MARK_KEPT);
  }

  private void notifyUnlessTaken(UUID person, UUID message, Notice notice) {
    if (!taken(message)) notifications.tell(person, notice);
  }

  /** While Redis is away nobody was told over a socket, so the answer is no. */
  private boolean taken(UUID message) {
    try {
      return redis.client().getBucket(mark(message.toString())).isExists();
    } catch (RuntimeException away) {
      log.debug("cannot see whether a message was taken: {}", away.getMessage());
      return false;
    }
  }

  private String mark(String message) {
    return redis.key("told:" + message);
  }

  @PreDestroy
  void close() {
    later.shutdownNow();
  }
}
