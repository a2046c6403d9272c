package souk.booking.ride;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/** What the rider paid, for what, to whom and with which card. */
@Introspected
public record ReceiptView(
    UUID rideId,
    String number,
    Instant issuedAt,
    Money fare,
    List<Line> breakdown,
    Card card,
    long distanceM,
    long durationS,
    Driver driver,
    Point pickup,
    Point dropoff) {

  @Introspected
  public record Line(String kind, Money amount) {}

  @Introspected
  public record Card(String brand, String last4) {}

  @Introspected
  public record Driver(String name, RideView.Vehicle vehicle) {}
}
