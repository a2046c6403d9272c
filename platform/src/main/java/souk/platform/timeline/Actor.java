package souk.platform.timeline;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who brought something about.
 *
 * @param id of the person; null for the system, and where it is not known
 */
@Introspected
public record Actor(Kind kind, @Nullable UUID id) {
  /** Nobody: time ran out, or one thing followed from another. */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null);

  /** In which capacity. */
  public enum Kind {
    RIDER,
    DRIVER,
    GUEST,
    HOST,
    OPERATOR,
    SYSTEM
  }

  public static Actor rider(UUID id) {
    return new Actor(Kind.RIDER, id);
  }

  public static Actor driver(UUID id) {
    return new Actor(Kind.DRIVER, id);
  }

  public static Actor guest(@Nullable UUID id) {
    return new Actor(Kind.GUEST, id);
  }

  public static Actor host(@Nullable UUID id) {
    return new Actor(Kind.HOST, id);
  }

  public static Actor operator(@Nullable UUID id) {
    return new Actor(Kind.OPERATOR, id);
  }
}
