package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/** A ride as its rider sees it. */
@Introspected
public record RideView(
    UUID id,
    long version,
    RideStatus status,
    String cityId,
    String product,
    Point pickup,
    Point dropoff,
    Money fare,
    UUID quoteId,
    CardRef card,
    @Nullable DriverView driver,
    Payment payment,
    @Nullable Cancellation cancelled,
    Instant requestedAt,
    Instant updatedAt,
    @Nullable Instant settledAt) {

  @Introspected
  public record CardRef(UUID id) {}

  /**
   * The matched driver.
   *
   * @param rating average in stars; while he is on the job, like his position
   */
  @Introspected
  public record DriverView(
      UUID id,
      String name,
      @Nullable BigDecimal rating,
      Vehicle vehicle,
      @Nullable SeenAt position) {}

  @Introspected
  public record Vehicle(String plate, String model, String colour) {}

  /** Where the car was, when, and how old that is. */
  @Introspected
  public record SeenAt(double lat, double lon, Instant at, long ageMs) {}

  @Introspected
  public record Payment(RidePayment.Status status, @Nullable String reason) {}

  @Introspected
  public record Cancellation(String by, String reason) {}
}
