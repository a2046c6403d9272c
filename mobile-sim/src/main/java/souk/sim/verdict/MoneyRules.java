package souk.sim.verdict;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.sim.journal.Entry.CardChosen;
import souk.sim.journal.Entry.NotDone;
import souk.sim.journal.Entry.ReceiptRead;
import souk.sim.journal.Entry.RideAcknowledged;
import souk.sim.plan.RiderPlan;
import souk.sim.verdict.Rule.Finding;
import souk.sim.view.MoneyView;
import souk.sim.view.PaymentStatus;
import souk.sim.view.ReceiptView;
import souk.sim.view.RideStatus;
import souk.sim.view.RideView;

/** Who rode pays, who did not ride does not. */
final class MoneyRules {
  private MoneyRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("ridden_is_charged", MoneyRules::riddenNotCharged),
        new Rule("charged_is_ridden", MoneyRules::chargedNotRidden),
        new Rule("no_money_left_reserved", MoneyRules::reservedMoney),
        new Rule("declined_card_rides_not", MoneyRules::riddenOnDeclinedCards),
        new Rule("receipt_says_the_fare", MoneyRules::wrongReceipts),
        new Rule("ridden_has_receipt", MoneyRules::missingReceipts));
  }

  private static Stream<Finding> riddenNotCharged(History history) {
    return settled(history)
        .filter(ride -> ride.status() == RideStatus.COMPLETED)
        .filter(ride -> !isCharged(ride))
        .map(MoneyRules::finding);
  }

  /** What was taken and what is owed is the bill; without a bill the fare was captured. */
  private static boolean isCharged(RideView ride) {
    var bill = ride.bill();
    if (bill == null) return payment(ride) == PaymentStatus.CAPTURED;
    return bill.total().amount() > 0 && bill.total().amount() == taken(ride) + owed(ride);
  }

  private static long taken(RideView ride) {
    return ride.payment() == null ? 0 : amount(ride.payment().captured());
  }

  private static long owed(RideView ride) {
    return ride.payment() == null ? 0 : amount(ride.payment().owed());
  }

  private static long amount(@Nullable MoneyView money) {
    return money == null ? 0 : money.amount();
  }

  /** Who called off late or did not show up owes the fee on his bill; nobody else owes anything. */
  private static Stream<Finding> chargedNotRidden(History history) {
    return history.rides().values().stream()
        .filter(ride -> payment(ride) == PaymentStatus.CAPTURED)
        .filter(ride -> ride.status() != RideStatus.COMPLETED && !hasFee(ride))
        .map(MoneyRules::finding);
  }

  private static boolean hasFee(RideView ride) {
    var bill = ride.bill();
    return bill != null && bill.total().amount() > 0 && bill.total().amount() == taken(ride);
  }

  /** A settled ride's money is captured or given back, and nobody wonders which. */
  private static Stream<Finding> reservedMoney(History history) {
    return settled(history)
        .filter(ride ->
            payment(ride) == PaymentStatus.AUTHORIZED || payment(ride) == PaymentStatus.UNKNOWN)
        .map(MoneyRules::finding);
  }

  private static Stream<Finding> riddenOnDeclinedCards(History history) {
    return history
        .riders()
        .filter(log -> log.all(CardChosen.class).anyMatch(MoneyRules::isDeclined))
        .flatMap(log -> log.all(RideAcknowledged.class))
        .flatMap(acknowledged -> history.ride(acknowledged.ride().id()))
        .filter(ride -> ride.status() == RideStatus.COMPLETED)
        .map(ride -> new Finding(ride.id(), "completed on a card that is declined"));
  }

  private static Stream<Finding> wrongReceipts(History history) {
    return history
        .riders()
        .flatMap(log -> log.all(ReceiptRead.class))
        .map(ReceiptRead::receipt)
        .flatMap(receipt ->
            history
                .ride(receipt.rideId())
                .filter(ride -> !receipt.fare().equals(price(ride)))
                .map(ride -> wrongReceipt(receipt, ride)));
  }

  private static Finding wrongReceipt(ReceiptView receipt, RideView ride) {
    return new Finding(
        ride.id(), "receipt says %s, ride says %s".formatted(receipt.fare(), price(ride)));
  }

  private static @Nullable MoneyView price(RideView ride) {
    return ride.bill() == null ? ride.fare() : ride.bill().total();
  }

  /** Only where the rider asked and was refused: who lost his connection has not asked. */
  private static Stream<Finding> missingReceipts(History history) {
    return history
        .riders()
        .flatMap(log -> {
          var read =
              log.all(ReceiptRead.class).map(seen -> seen.receipt().rideId().toString()).toList();
          return log.all(NotDone.class)
              .filter(refused -> refused.action().equals("ride.receipt"))
              .filter(refused -> refused.status() != 0 && !read.contains(refused.target()))
              .map(refused -> new Finding(refused.target(), "has no receipt: " + refused.code()));
        });
  }

  private static boolean isDeclined(CardChosen card) {
    return card.pspToken().equals(RiderPlan.DECLINED_CARD);
  }

  private static Stream<RideView> settled(History history) {
    return history.rides().values().stream().filter(RideView::isSettled);
  }

  private static @Nullable PaymentStatus payment(RideView ride) {
    return ride.payment() == null ? null : ride.payment().status();
  }

  private static Finding finding(RideView ride) {
    return new Finding(ride.id(), ride.status() + " with payment " + payment(ride));
  }
}
