package souk.payments.payout;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import souk.payments.PaymentsNode;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.Template;
import souk.payments.order.OrderRef;
import souk.payments.psp.PayoutMethod;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;

/** What happens between an order that is over and the money on its way, when a test says so. */
final class Payday {
  private Payday() {}

  /** Somebody earns this for an order, on one of his accounts. */
  static OrderRef earns(PaymentsNode node, UUID payee, AccountKind kind, Money amount) {
    var order = new OrderRef("ride", UUID.randomUUID());
    var legs =
        List.of(
            Account.of(AccountKind.PSP_PENDING, amount.currency()).debit(amount),
            Account.of(kind, payee, amount.currency()).credit(amount));
    var key = "test %s %s".formatted(kind, order);
    var journal = new Journal(key, Template.COMPLETED, order, legs, new TreeMap<>(), null);
    node.bean(Ledger.class).post(List.of(journal));
    return order;
  }

  /** The window ends that is so many days from now. */
  static void takeUp(PaymentsNode node, int days) {
    var now = node.bean(DatabaseClock.class).now().plus(Duration.ofDays(days));
    node.bean(TakeUp.class).pass(PayoutMethod.STANDARD, now);
  }

  /** All that is under way is looked at now. */
  static void drive(PaymentsNode node) {
    node.sql(
        "UPDATE payments.payout SET next_wake_at = clock_timestamp() WHERE finished_at IS NULL");
    node.bean(PayoutDriver.class).drive();
  }
}
