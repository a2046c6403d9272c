package souk.payments.payout;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.OwnerBalances;
import souk.payments.payee.Payee;
import souk.payments.payee.Payees;
import souk.payments.psp.PayoutMethod;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;

/**
 * Takes up what payees have earned: it leaves what they have and is on its way from then on. The
 * payee's row is locked and the ledger lets nothing be spent twice, so two who take up at once find
 * it once; a payee has one payout per window and currency.
 */
@Singleton
final class TakeUp {
  private static final Logger log = LoggerFactory.getLogger(TakeUp.class);
  private static final int AT_ONCE = 1000;

  private final EarningRows earnings;
  private final PayoutRows rows;
  private final Payees payees;
  private final OwnerBalances balances;
  private final Ledger ledger;
  private final Transactions transactions;
  private final PayoutConfiguration configuration;

  TakeUp(
      EarningRows earnings,
      PayoutRows rows,
      Payees payees,
      OwnerBalances balances,
      Ledger ledger,
      Transactions transactions,
      PayoutConfiguration configuration) {
    this.earnings = earnings;
    this.rows = rows;
    this.payees = payees;
    this.balances = balances;
    this.ledger = ledger;
    this.transactions = transactions;
    this.configuration = configuration;
  }

  Window window(PayoutMethod method, Instant now) {
    return Window.at(
        now, configuration.windowOf(method), configuration.promise(), configuration.minimum());
  }

  /** One pass over those who are due; answers for how many something was taken up. */
  int pass(PayoutMethod method, Instant now) {
    var window = window(method, now);
    var due =
        earnings.due(
            EarningRows.KINDS,
            method.name(),
            window.start(),
            window.minimum(),
            window.cannotWait(),
            AT_ONCE);
    return (int) due.stream().filter(one -> tryTakeUp(one, window)).count();
  }

  /** One payee whose money moves just now must not keep all others waiting. */
  private boolean tryTakeUp(EarningRows.Due due, Window window) {
    try {
      return takeUp(due.payeeId(), Currency.getInstance(due.currency()), window);
    } catch (Ledger.Overdrawn moved) {
      log.debug("payee {} is taken up another time: {}", due.payeeId(), moved.getMessage());
      return false;
    }
  }

  boolean takeUp(UUID payeeId, Currency currency, Window window) {
    return transactions.call(() ->
        payees.lockActive(payeeId).filter(payee -> takeUp(payee, currency, window)).isPresent());
  }

  private boolean takeUp(Payee payee, Currency currency, Window window) {
    var standing = Earnings.of(balances.of(payee.id()), currency);
    var since = standing.since();
    if (since == null || !window.takesUp(standing.payable().minor(), since)) return false;
    var journals = new ArrayList<Journal>();
    var netted = standing.netted();
    if (netted.minor() > 0) {
      journals.add(PayoutPostings.netted(newId(), payee.id(), netted));
    }
    var shares = standing.shares();
    // what a debt has left of it may be too little to send, and then waits like any other
    var isSent = window.takesUp(shares.total().minor(), since);
    if (isSent && !enter(payee, shares, since, window, journals)) return false;
    ledger.post(journals);
    return !journals.isEmpty();
  }

  private boolean enter(
      Payee payee, Shares shares, Instant since, Window window, List<Journal> journals) {
    var id = newId();
    var total = shares.total();
    var entered =
        rows.enter(
            id,
            payee.id(),
            payee.account(),
            total.minor(),
            total.currency().getCurrencyCode(),
            payee.method().name(),
            window.start(),
            since);
    if (entered == 0) return false;
    shares.legs(payee.id()).forEach(share -> addItem(id, share));
    rows.log(id, 1, "taken_up", PayoutStatus.PENDING.name(), null);
    journals.add(PayoutPostings.sent(id, payee.id(), shares));
    return true;
  }

  private static UUID newId() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  private void addItem(UUID id, Shares.Share share) {
    Money amount = share.amount();
    rows.addItem(id, share.account().kind().name(), amount.minor());
  }
}
