package souk.booking.stay.calendar;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.UUID;
import souk.platform.postgres.Statements;

/** What one must never do with the locks of nights. */
final class TestLocks {
  private TestLocks() {}

  /** Everybody in an order of his own. */
  @Singleton
  @Replaces(NightLocks.class)
  @Requires(property = "test.night-locks", value = "unordered")
  static final class Unordered extends NightLocks {
    Unordered(Statements database) {
      super(database);
    }

    @Override
    String order() {
      return "random()";
    }
  }

  /** Nobody locks anything. */
  @Singleton
  @Replaces(NightLocks.class)
  @Requires(property = "test.night-locks", value = "none")
  static final class None extends NightLocks {
    None(Statements database) {
      super(database);
    }

    @Override
    void lock(UUID hotelId, Collection<UUID> roomTypeIds, Span span, Collection<UUID> stayIds) {}
  }
}
