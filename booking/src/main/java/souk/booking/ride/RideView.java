package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.booking.tip.Tip;
import souk.dispatch.city.Point;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.tracking.TripEtas.Towards;
import souk.platform.money.Money;

/**
 * A ride as its rider sees it.
 *
 * @param pickupAt when he wants to be picked up; null for as soon as possible
 * @param startAt of a booked ride that has not begun, from when on a driver is looked for
 */
@Introspected
public record RideView(
    UUID id,
    long version,
    RideStatus status,
    String cityId,
    String product,
    Point pickup,
    Point dropoff,
    @Nullable Instant pickupAt,
    @Nullable Instant startAt,
    Money fare,
    UUID quoteId,
    CardRef card,
    @Nullable DriverView driver,
    Payment payment,
    @Nullable BillView bill,
    @Nullable TipView tip,
    @Nullable Cancellation cancelled,
    List<Change> destinationChanges,
    Instant requestedAt,
    Instant updatedAt,
    @Nullable Instant settledAt) {

  @Introspected
  public record CardRef(UUID id) {}

  /**
   * The matched driver.
   *
   * @param rating average in stars; while he is on the job, like his position
   * @param eta how long he still needs; null while he waits or nobody knows
   */
  @Introspected
  public record DriverView(
      UUID id,
      String name,
      @Nullable BigDecimal rating,
      Vehicle vehicle,
      @Nullable SeenAt position,
      @Nullable Eta eta) {}

  /** How long the car needs in seconds, how that was found, and to where. */
  @Introspected
  @Schema(name = "RideEta")
  public record Eta(long seconds, EtaSource source, Towards to) {}

  @Introspected
  public record Vehicle(String plate, String model, String colour) {}

  /** Where the car was, when, and how old that is. */
  @Introspected
  public record SeenAt(double lat, double lon, Instant at, long ageMs) {}

  /**
   * How the money stands.
   *
   * @param status of the charge that was authorized before the ride
   * @param captured what was taken for the ride by all its charges
   * @param extra how the second charge stands, where one was needed
   * @param action what the rider has to do before anything can be reserved; only with
   *     REQUIRES_ACTION
   * @param owed what no charge gave, once the ride is settled; it is a debt of its own then
   */
  @Introspected
  public record Payment(
      RidePayment.Status status,
      @Nullable String reason,
      @Nullable PayerAction action,
      Money captured,
      RidePayment.@Nullable Status extra,
      @Nullable Money owed) {}

  /**
   * What the ride cost in the end; its lines sum to the total.
   *
   * @param reason stable, such as {@code no_trace}; {@code explanation} says it to people
   */
  @Introspected
  @Schema(name = "RideBill")
  public record BillView(Money total, String reason, String explanation, List<Line> lines) {}

  @Introspected
  @Schema(name = "RideBillLine")
  public record Line(String kind, Money amount) {}

  /**
   * What the rider gave the driver afterwards.
   *
   * @param action what he has to do before it can be taken; only with REQUIRES_ACTION
   */
  @Introspected
  @Schema(name = "RideTip")
  public record TipView(
      Money amount,
      Tip.Status status,
      @Nullable String reason,
      @Nullable PayerAction action,
      CardRef card) {}

  /**
   * Another destination that the rider asked for.
   *
   * @param from where the ride went until then
   * @param fare of the whole ride
   * @param authorize what is reserved for it beyond what was
   * @param payment how that stands; null where nothing more is needed
   * @param action what the rider has to do before it can be reserved; only with REQUIRES_ACTION
   * @param reason why it was refused, such as {@code driver_declined}
   */
  @Introspected
  @Schema(name = "RideDestinationChange")
  public record Change(
      UUID id,
      String status,
      @Nullable String reason,
      Point from,
      Point dropoff,
      Money fare,
      Money authorize,
      RidePayment.@Nullable Status payment,
      @Nullable PayerAction action,
      Instant proposedAt) {}

  @Introspected
  public record Cancellation(String by, String reason) {}
}
