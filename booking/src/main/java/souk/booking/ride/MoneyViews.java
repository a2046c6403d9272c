package souk.booking.ride;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.booking.quote.Fare;
import souk.booking.quote.FareLine;
import souk.booking.tip.Tip;

/** Shows what a ride cost and what was taken for it. */
final class MoneyViews {
  private MoneyViews() {}

  static RideView.Payment payment(Ride ride, @Nullable PayerAction action) {
    var money = ride.money();
    var extra = money.extra().status();
    return new RideView.Payment(
        money.payment().status(),
        money.payment().reason(),
        action,
        money.captured(),
        extra == RidePayment.Status.PENDING ? null : extra,
        ride.settledAt() == null ? null : money.owed().orElse(null));
  }

  static RideView.@Nullable BillView bill(Ride ride) {
    var bill = ride.money().bill();
    if (bill == null) return null;
    var reason = bill.reason();
    return new RideView.BillView(
        bill.fare().total(), reason.slug(), reason.sentence(), lines(bill.fare()));
  }

  /** Lines of nothing are left out: there is no waiting on a ride that nobody waited for. */
  static List<RideView.Line> lines(Fare fare) {
    return fare.lines().stream()
        .filter(line -> line.amount().minor() != 0)
        .map(line -> new RideView.Line(kind(line), line.amount()))
        .toList();
  }

  private static String kind(FareLine line) {
    return line.kind().name().toLowerCase(Locale.ROOT);
  }

  static RideView.TipView tip(Tip tip, @Nullable PayerAction action) {
    return new RideView.TipView(
        tip.amount(), tip.status(), tip.reason(), action, new RideView.CardRef(tip.cardId()));
  }
}
