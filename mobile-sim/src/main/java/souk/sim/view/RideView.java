package souk.sim.view;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.sim.road.Point;

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
    @Nullable Instant settledAt,
    @Nullable Instant pickupAt,
    @Nullable Instant startAt,
    @Nullable Cancellation cancelled,
    @Nullable Point dropoff,
    @Nullable List<ChangeView> destinationChanges) {

  /** A page of the list of rides. */
  public record Page(List<RideView> items) {}

  /** Who called it off, and why. */
  public record Cancellation(String by, @Nullable String reason) {}

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

  /** The other destinations its rider has asked for, in their order. */
  public List<ChangeView> changes() {
    return destinationChanges == null ? List.of() : destinationChanges;
  }

  /** A ride that was asked for as soon as possible. */
  public RideView(
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
    this(
        id,
        version,
        status,
        fare,
        driver,
        payment,
        bill,
        requestedAt,
        updatedAt,
        settledAt,
        null,
        null,
        null,
        null,
        null);
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
  public record Bill(MoneyView total, @Nullable String reason, @Nullable List<Line> lines) {
    /** A bill whose lines nobody has read. */
    public Bill(MoneyView total, @Nullable String reason) {
      this(total, reason, null);
    }

    /** Whether it has something to pay for waiting. */
    public boolean hasWaiting() {
      return lines != null && lines.stream().anyMatch(line -> line.kind().equals("waiting"));
    }

    /** What it would be if the driver had not waited: tax is the same share of every line. */
    public long withoutWaiting() {
      if (lines == null) return total.amount();
      var net = sum(lines.stream().filter(line -> !line.kind().equals("tax")));
      var waiting = sum(lines.stream().filter(line -> line.kind().equals("waiting")));
      return net == 0 ? total.amount() : total.amount() * (net - waiting) / net;
    }

    private static long sum(Stream<Line> lines) {
      return lines.mapToLong(line -> line.amount().amount()).sum();
    }
  }

  /** A line of a bill. */
  public record Line(String kind, MoneyView amount) {}

  /** Whether journey and money are both over. */
  public boolean isSettled() {
    return status.isTerminal() && settledAt != null;
  }
}
