package souk.sim.view;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A driver as he sees himself. */
public record DriverView(UUID id, @Nullable Status status, @Nullable Availability availability) {

  /** Throws when the server leaves out what a phone cannot do without. */
  public DriverView {
    Objects.requireNonNull(id, "id");
  }

  /** Whether operations let him drive. */
  public enum Status {
    PENDING,
    APPROVED,
    BLOCKED
  }

  /** Whether he takes work. */
  public enum Availability {
    OFFLINE,
    ONLINE
  }
}
