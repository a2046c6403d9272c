package souk.platform.identity.attempt;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * So many attempts at once, then one per interval.
 *
 * @param name of what is tried; each name counts for itself
 */
public record Rate(String name, int burst, Duration interval) {
  public Rate {
    if (burst < 1 || !interval.isPositive()) {
      throw new IllegalArgumentException(name + " needs a burst and an interval above zero");
    }
  }

  String key(String who) {
    return name + ":" + digest(who);
  }

  /** The keys have digests in them, so that nobody reads from the rows who was where. */
  static UUID digest(String who) {
    return UuidCreator.getNameBasedSha1(who.getBytes(StandardCharsets.UTF_8));
  }
}
