package souk.payments.payout;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
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
  private final EnterPayout enter;
  private final Sendings sendings;
  private final Payees payees;
  private final OwnerBalances balances;
  private final Ledger ledger;
  private final Transactions transactions;
  private final PayoutConfiguration configuration;

  TakeUp(
      EarningRows earnings,
      EnterPayout enter,
      Sendings sendings,
      Payees payees,
      OwnerBalances balances,
      Ledger ledger,
      Transactions transactions,
      PayoutConfiguration configuration) {
    this.earnings = earnings;
    this.enter = enter;
    this.sendings = sendings;
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
    return pass(method, now, () -> true);
  }

  /**
   * Some at a time, those who wait longest first; who cannot be sent anything now keeps nobody
   * behind him waiting.
   *
   * @param goesOn asked after each part
   */
  int pass(PayoutMethod method, Instant now, BooleanSupplier goesOn) {
    var window = window(method, now);
    var taken = 0;
    var left = 0;
    int looked;
    do {
      var due = due(method, window, left);
      looked = due.size();
      var ofThese = (int) due.stream().filter(one -> tryTakeUp(one, window)).count();
      taken += ofThese;
      left += looked - ofThese;
    } while (looked == AT_ONCE && goesOn.getAsBoolean());
    return taken;
  }

  /** Who was taken up is not due any more; so many of the others were looked at. */
  private List<EarningRows.Due> due(PayoutMethod method, Window window, int left) {
    return earnings.due(
        EarningRows.KINDS,
        method.name(),
        window.start(),
        sendings.units(),
        window.minimum(),
        window.cannotWait(),
        sendings.ratesSince(),
        AT_ONCE,
        left);
  }

  /** One payee whose money moves just now must not keep all others waiting. */
  private boolean tryTakeUp(EarningRows.Due due, Window window) {
    try {
      return takeUp(due.payeeId(), Currency.getInstance(due.currency()), window);
    } catch (Ledger.Overdrawn moved) {
      log.debug("payee {} is taken up another time: {}", due.payeeId(), moved.getMessage());
      return false;
    } catch (RuntimeException failure) {
      log.error("what payee {} has earned cannot be taken up", due.payeeId(), failure);
      return false;
    }
  }

  boolean takeUp(UUID payeeId, Currency currency, Window window) {
    return transactions.call(() ->
        payees.lockActive(payeeId).filter(payee -> takeUp(payee, currency, window)).isPresent());
  }

  private boolean takeUp(Payee payee, Currency currency, Window window) {
    if (owesWhereHeIsPaid(payee, currency)) return false;
    var standing = Earnings.of(balances.of(payee.id()), currency);
    var since = standing.since();
    if (since == null || !isDue(payee, standing.payable(), since, window)) return false;
    var journals = new ArrayList<Journal>();
    var netted = standing.netted();
    if (netted.minor() > 0) {
      journals.add(PayoutPostings.netted(newId(), payee.id(), netted));
    }
    var sending = sending(payee, standing.shares(), since, window);
    if (sending.isPresent()) {
      var sent = enter.enter(payee, sending.get(), since, window);
      if (sent.isEmpty()) return false;
      journals.addAll(sent);
    }
    ledger.post(journals);
    return !journals.isEmpty();
  }

  /**
   * What he earns in one currency is not netted with what he owes in the one he is paid in, and a
   * payout that a restore has forgotten is such a debt: sent once more, it would be paid twice. His
   * money waits for a person instead, whom the audit calls.
   */
  private boolean owesWhereHeIsPaid(Payee payee, Currency earned) {
    var paid = payee.currency();
    return paid != null
        && !paid.equals(earned)
        && Earnings.of(balances.of(payee.id()), paid).owed().minor() > 0;
  }

  /** Too little waits from when there was enough to send: an old rest does not make it older. */
  private boolean isDue(Payee payee, Money amount, Instant since, Window window) {
    if (!window.takesUp(amount.minor(), since)) return false;
    if (amount.minor() >= window.minimum()) return true;
    var currency = amount.currency();
    return earnings
        .enoughSince(
            payee.id().toString(), currency.getCurrencyCode(), sendings.least(payee, currency))
        .filter(enough -> window.takesUp(amount.minor(), enough))
        .isPresent();
  }

  /** What a debt has left of it may be too little to send, and then waits like any other. */
  private Optional<Sending> sending(Payee payee, Shares shares, Instant since, Window window) {
    return isDue(payee, shares.total(), since, window)
        ? sendings.of(payee, shares)
        : Optional.empty();
  }

  private static UUID newId() {
    return UuidCreator.getTimeOrderedEpoch();
  }
}
