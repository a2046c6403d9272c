package souk.dispatch.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import souk.platform.push.Notice;
import souk.platform.push.Notifications;

/** Where no socket takes a message, the other is told that there is one, and not what it says. */
class ChatNoticeTest {
  @Test
  void whoHasNoSocketGetsANotice() {
    try (var chat = ChatCity.serve(Map.of("souk.roles", "api,worker", "test.chat-notices", true))) {
      var pair = chat.pair();
      chat.send(pair.driver(), pair.trip(), "I wait behind the casino");
      chat.send(pair.rider(), pair.trip(), "Coming");
      var notices = chat.city.bean(Heard.class).notices;
      await().atMost(Duration.ofSeconds(30)).until(() -> about(notices).size() == 2);

      assertThat(about(notices))
          .containsExactlyInAnyOrder(
              new Told(pair.rider(), new Notice("New message", "Your driver wrote to you.")),
              new Told(pair.driver(), new Notice("New message", "Your rider wrote to you.")));
    }
  }

  private static List<Told> about(List<Told> notices) {
    return notices.stream().filter(told -> told.notice().title().equals("New message")).toList();
  }

  private record Told(UUID person, Notice notice) {}

  @Singleton
  @Requires(property = "test.chat-notices")
  static final class Heard implements Notifications {
    final List<Told> notices = new CopyOnWriteArrayList<>();

    @Override
    public void tell(UUID person, Notice notice) {
      notices.add(new Told(person, notice));
    }
  }
}
