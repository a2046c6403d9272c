package souk.sim.view;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ride as its rider sees it; what the simulator has no use for is left out. */
public record RideView(
    UUID id,
    long version,
    RideStatus status,
    @Nullable MoneyView fare,
    @Nullable Driver driver,
    @Nullable Payment payment,
    @Nullable Bill bill,
    @Nullable Instant requestedAt,
    @Nullable Instant updatedAt,
    @Nullable Instant settledAt) {

  /** Throws when the server leaves out what a phone cannot do without. */
  public RideView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
  }

  /** A ride that nobody has made out a bill for. */
  public RideView(
      UUID id,
      long version,
      RideStatus status,
      @Nullable MoneyView fare,
      @Nullable Driver driver,
      @Nullable Payment payment,
      @Nullable Instant requestedAt,
      @Nullable Instant updatedAt,
      @Nullable Instant settledAt) {
    this(id, version, status, fare, driver, payment, null, requestedAt, updatedAt, settledAt);
  }

  /** The driver of the ride, and where he was last seen. */
  public record Driver(UUID id, @Nullable Position position) {}

  /** A place, the phone's own time of it, and how long ago the server heard of it. */
  public record Position(double lat, double lon, Instant at, long ageMs) {}

  /** The money of the ride. */
  public record Payment(
      PaymentStatus status,
      @Nullable String reason,
      @Nullable MoneyView captured,
      @Nullable MoneyView owed) {
    /** Money of which only the first charge is known. */
    public Payment(PaymentStatus status, @Nullable String reason) {
      this(status, reason, null, null);
    }
  }

  /** What the ride cost in the end. */
  public record Bill(MoneyView total, @Nullable String reason) {}

  /** Whether journey and money are both over. */
  public boolean isSettled() {
    return status.isTerminal() && settledAt != null;
  }
}
