package souk.embedded.stripe.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.money.Recorded;

/**
 * Something that happened.
 *
 * @param owner to whose account: a connected one's id or {@link Recorded#PLATFORM}
 * @param key the idempotency key of the request behind it
 */
public record Event(
    String id,
    String type,
    Instant at,
    Subject subject,
    String owner,
    String requestId,
    @Nullable String key) {

  /** What it happened to, as it was then. */
  public sealed interface Subject {
    /**
     * An intent or its charge.
     *
     * @param revision which moment of the intent the event shows, counted from 0
     */
    record Moment(String intent, int revision) implements Subject {}

    /** Any other object. */
    record Snapshot(Recorded object) implements Subject {}
  }

  /** Events of one lane do not overtake each other on their way out. */
  public String lane() {
    return switch (subject) {
      case Subject.Moment(var intent, _) -> intent;
      case Subject.Snapshot(var object) -> object.lane();
    };
  }
}
