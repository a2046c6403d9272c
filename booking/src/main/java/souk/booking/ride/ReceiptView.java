package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.tip.Tip;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/**
 * What the ride cost, for what, who drove and what was paid with which card.
 *
 * @param fare what the ride cost: the lines of the breakdown sum to it
 * @param reason why it cost that, {@code explanation} in words; null for rides of long ago
 * @param card the card the ride was requested with
 * @param charges what was taken for it, in order
 * @param paid what the rider has really paid for it: what was taken, less what went back; without
 *     the tip
 * @param debt what could not be taken then
 * @param quoted what the ride was quoted at, for {@code distanceM} and {@code durationS}
 * @param firstDropoff where it was ordered to, when it went elsewhere
 * @param driven the way that the driver's phone told of, where it told enough
 */
@Introspected
public record ReceiptView(
    UUID rideId,
    String number,
    Instant issuedAt,
    Money fare,
    List<RideView.Line> breakdown,
    @Nullable String reason,
    @Nullable String explanation,
    Money quoted,
    Card card,
    List<Charge> charges,
    Money paid,
    @Nullable Debt debt,
    @Nullable Given tip,
    long distanceM,
    long durationS,
    @Nullable Way driven,
    Driver driver,
    Point pickup,
    Point dropoff,
    @Nullable Point firstDropoff) {

  /** The way as it was measured, and as an encoded polyline. */
  @Introspected
  @Schema(name = "ReceiptWay")
  public record Way(long distanceM, long durationS, @Nullable String polyline) {}

  @Introspected
  public record Card(String brand, String last4) {}

  /**
   * Money that was taken at once.
   *
   * @param refunded what of it we gave back, or is on its way
   * @param disputed what of it the card's issuer has taken back for the rider
   */
  @Introspected
  @Schema(name = "ReceiptCharge")
  public record Charge(Money amount, Card card, Money refunded, Money disputed) {
    Money paid() {
      return amount.minus(refunded).minus(disputed);
    }
  }

  @Introspected
  @Schema(name = "ReceiptDebt")
  public record Debt(UUID id, Money amount, souk.booking.debt.Debt.Status status) {}

  @Introspected
  @Schema(name = "ReceiptTip")
  public record Given(Money amount, Tip.Status status, Card card, Money refunded, Money disputed) {}

  @Introspected
  public record Driver(String name, RideView.Vehicle vehicle) {}
}
