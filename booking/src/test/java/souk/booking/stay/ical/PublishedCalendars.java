package souk.booking.stay.ical;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import souk.platform.postgres.Transactions;

/** What others publish in a test, instead of anything outside. */
@Singleton
@Replaces(HttpsCalendars.class)
@Requires(property = "test.published-calendars")
final class PublishedCalendars implements OutsideCalendars {
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> tags = new CopyOnWriteArrayList<>();
  private final Transactions transactions;

  PublishedCalendars(Transactions transactions) {
    this.transactions = transactions;
  }

  void publish(String url, Answer answer) {
    answers.put(url, answer);
  }

  /** The tags that were sent, in their order. */
  List<String> tags() {
    return List.copyOf(tags);
  }

  @Override
  public Answer fetch(String url, @Nullable String etag) {
    if (transactions.present()) throw new IllegalStateException("asked within a transaction");
    tags.add(String.valueOf(etag));
    return answers.getOrDefault(url, new Answer.Failed("calendar_away", "Nobody answers."));
  }

  @Override
  public @Nullable String refusal(String url) {
    return url.startsWith("https://") ? null : "Only https.";
  }
}
