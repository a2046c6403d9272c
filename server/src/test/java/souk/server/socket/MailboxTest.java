package souk.server.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final UUID RIDE = UUID.randomUUID();
  private static final Instant LATER = Instant.now().plusSeconds(3600);

  private final Phone phone = new Phone();
  private final Mailbox mailbox = new Mailbox(phone.session(), LATER);

  /** A socket's other end. */
  private static final class Phone {
    final List<Object> heard = new CopyOnWriteArrayList<>();
    final AtomicReference<@Nullable CloseReason> closed = new AtomicReference<>();
    volatile CompletableFuture<Object> taking = CompletableFuture.completedFuture("");

    WebSocketSession session() {
      return (WebSocketSession)
          Proxy.newProxyInstance(
              Phone.class.getClassLoader(),
              new Class<?>[] {WebSocketSession.class},
              (_, method, arguments) ->
                  switch (method.getName()) {
                    case "isOpen" -> closed.get() == null;
                    case "getId" -> "phone";
                    case "sendPingAsync" -> CompletableFuture.completedFuture("");
                    case "sendAsync" -> take(arguments[0]);
                    case "close" -> closed.compareAndSet(null, (CloseReason) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }

    private CompletableFuture<Object> take(Object message) {
      heard.add(message);
      return taking;
    }
  }

  @AfterEach
  void hangUp() {
    phone.closed.compareAndSet(null, CloseReason.NORMAL);
    mailbox.offer(new Mailbox.Outgoing(UUID.randomUUID(), 0, "wake"));
  }

  @Test
  void theSnapshotGoesFirstAndWhatItHasIsNotToldAgain() {
    offer(3, "old");
    offer(4, "same");
    offer(5, "new");
    deliver(new Mailbox.Snapshot("snapshot", Map.of(RIDE, 4L)));
    await().untilAsserted(() -> assertThat(phone.heard).contains("new"));
    assertThat(phone.heard).containsExactly("snapshot", "same", "new");
  }

  @Test
  void anOlderVersionIsNeverToldAfterANewerOne() {
    deliver(new Mailbox.Snapshot("snapshot", Map.of()));
    offer(7, "seven");
    offer(6, "six");
    offer(7, "seven again");
    offer(8, "eight");
    await().untilAsserted(() -> assertThat(phone.heard).contains("eight"));
    assertThat(phone.heard).containsExactly("snapshot", "seven", "seven again", "eight");
  }

  @Test
  void whatHasNoVersionIsAlwaysTold() {
    deliver(new Mailbox.Snapshot("snapshot", Map.of(RIDE, 9L)));
    offer(0, "moved");
    offer(0, "moved again");
    await().untilAsserted(() -> assertThat(phone.heard).contains("moved again"));
    assertThat(phone.heard).containsExactly("snapshot", "moved", "moved again");
  }

  @Test
  void whoeverReadsTooSlowlyIsNotRememberedForEver() {
    phone.taking = new CompletableFuture<>();
    deliver(new Mailbox.Snapshot("snapshot", Map.of()));
    await().untilAsserted(() -> assertThat(phone.heard).hasSize(1));
    var taken = 0;
    while (offer(0, "moved") && taken < 10_000) taken++;
    assertThat(taken).isLessThan(1_000);
    assertThat(phone.closed.get()).isEqualTo(Mailbox.TOO_SLOW);
    assertThat(offer(0, "moved")).isFalse();
    phone.taking.complete("");
  }

  @Test
  void whoeverFloodsAndDoesNotReadIsAnsweredSeldomAndNotCutOff() {
    phone.taking = new CompletableFuture<>();
    deliver(new Mailbox.Snapshot("snapshot", Map.of()));
    await().untilAsserted(() -> assertThat(phone.heard).hasSize(1));
    for (int n = 0; n < 10_000; n++) mailbox.answer("too fast");
    assertThat(offer(0, "news")).isTrue();
    phone.taking.complete("");
    await().untilAsserted(() -> assertThat(phone.heard).contains("news"));
    assertThat(phone.heard).hasSizeLessThan(100);
    assertThat(phone.closed.get()).isNull();
  }

  @Test
  void aSocketEndsWithItsToken() {
    var ended = new Mailbox(phone.session(), Instant.now().minusSeconds(1));
    ended.deliver(() -> new Mailbox.Snapshot("snapshot", Map.of()));
    assertThat(phone.closed.get()).isEqualTo(Mailbox.SIGN_IN_AGAIN);
  }

  @Test
  void anIdleSocketEndsWithItsTokenToo() {
    var idle = new Mailbox(phone.session(), Instant.now().plusMillis(300));
    Thread.startVirtualThread(() -> idle.deliver(() -> new Mailbox.Snapshot("snapshot", Map.of())));
    await().untilAsserted(() -> assertThat(phone.closed.get()).isEqualTo(Mailbox.SIGN_IN_AGAIN));
  }

  @Test
  void aSnapshotThatCannotBeReadClosesTheSocket() {
    mailbox.deliver(() -> {
      throw new IllegalStateException("no database");
    });
    assertThat(phone.closed.get()).isEqualTo(CloseReason.INTERNAL_ERROR);
    assertThat(phone.heard).isEmpty();
  }

  private boolean offer(long version, String text) {
    return mailbox.offer(new Mailbox.Outgoing(RIDE, version, text));
  }

  private void deliver(Mailbox.Snapshot snapshot) {
    Thread.startVirtualThread(() -> mailbox.deliver(() -> snapshot));
  }
}
