package souk.booking.ride;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import souk.booking.fare.Bill;
import souk.booking.quote.FareLine;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.From;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.Source;
import souk.payments.escrow.CompletedOrder.To;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * Whose the money of a settled ride is: the tax its city's, of the rest the platform's commission
 * and the driver's earnings. What the rider owes is divided too: the driver has driven.
 */
@Singleton
final class RideCompletion {
  private static final long BASIS_POINTS = 10_000;

  private final int commission;

  /**
   * @param commission of what the ride costs before tax, in hundredths of a percent
   */
  RideCompletion(@Value("${souk.rides.commission-basis-points:2000}") int commission) {
    if (commission < 0 || commission > BASIS_POINTS) {
      throw new IllegalArgumentException("souk.rides.commission-basis-points: " + commission);
    }
    this.commission = commission;
  }

  /** Empty for a ride that costs nothing. */
  Optional<CompletedOrder> of(Ride ride) {
    var bill = ride.money().bill();
    if (bill == null || !ride.money().costs()) return Optional.empty();
    return Optional.of(
        new CompletedOrder(
            new OrderRef(RideMoney.RIDE, ride.id()), sources(ride), shares(bill, ride)));
  }

  private static List<Source> sources(Ride ride) {
    var money = ride.money();
    var none = money.captured().minus(money.captured());
    var first = escrow(new OrderRef(RideMoney.RIDE, ride.id()), money, money.payment());
    var changes =
        money.changes().stream()
            .map(change ->
                escrow(new OrderRef(DestinationChange.KIND, change.id()), money, change.payment()));
    var extra = escrow(new OrderRef(RideMoney.EXTRA, ride.id()), money, money.extra());
    var owed = new Source(From.CUSTOMER, null, ride.order().riderId(), money.owed().orElse(none));
    return Stream.of(Stream.of(first), changes, Stream.of(extra, owed))
        .flatMap(source -> source)
        .toList();
  }

  private static Source escrow(OrderRef order, RideMoney money, RidePayment payment) {
    var amount = new Money(payment.capturedMinor(), money.captured().currency());
    return new Source(From.ESCROW, order, null, amount);
  }

  private List<Share> shares(Bill bill, Ride ride) {
    var fare = bill.fare();
    var tax = new Share(To.TAX, ride.order().cityId(), fare.of(FareLine.Kind.TAX));
    return Stream.concat(ofNet(bill, ride), Stream.of(tax)).toList();
  }

  /** A fee that no driver has waited or driven for is the platform's. */
  private Stream<Share> ofNet(Bill bill, Ride ride) {
    var net = bill.fare().net();
    var driver = ride.state().assigned();
    if (driver.isEmpty()) return Stream.of(new Share(platforms(bill), "", net));
    var parts = net.split(BASIS_POINTS - commission, commission);
    return Stream.of(
        new Share(To.PAYEE, driver.get().id().toString(), parts.getFirst()),
        new Share(platforms(bill), "", parts.getLast()));
  }

  private static To platforms(Bill bill) {
    var isFee =
        bill.fare().lines().stream()
            .map(FareLine::kind)
            .anyMatch(kind -> kind == FareLine.Kind.CANCELLATION || kind == FareLine.Kind.NO_SHOW);
    return isFee ? To.CANCELLATION_FEE : To.COMMISSION;
  }
}
