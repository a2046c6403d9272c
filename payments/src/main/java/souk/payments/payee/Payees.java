package souk.payments.payee;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspTransfers;
import souk.payments.psp.PspTransfers.Bank;
import souk.payments.psp.Setback;
import souk.platform.problem.Problem;

/**
 * Everybody who earns and wants to be paid. Who never asks earns all the same, and his money waits.
 */
@Singleton
public final class Payees {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  /** He may be looked at or opened meanwhile; then he is read once more. */
  private static final int ATTEMPTS_MAX = 5;

  private final PayeeRows rows;
  private final PspTransfers psp;
  private final PayeeStandings standings;

  Payees(PayeeRows rows, PspTransfers psp, PayeeStandings standings) {
    this.rows = rows;
    this.psp = psp;
    this.standings = standings;
  }

  /**
   * Makes somebody a payee, or changes how he is paid; the same again changes nothing but that one
   * who is paused is paid again. Asks the provider, so it must not be called in a transaction; an
   * account that cannot be opened now is opened later.
   *
   * @param currency in which he is paid whatever he earns; null: in what he earns
   * @throws Problem 409 {@code payee_of_another_kind}, {@code payee_moved} when others change it
   *     all the time, 422 {@code currency_not_paid} for one that the provider does not pay out,
   *     {@code bank_refused} when it does not take another bank account, 503 {@code
   *     payments_unavailable} when it does not answer: then all is as before
   */
  public Payee register(
      Earner earner, PayoutMethod method, Bank bank, @Nullable Currency currency) {
    if (currency != null && psp.unit(currency) == 0) {
      throw Problem.refused(
          "currency_not_paid", "The payment provider pays nothing out in " + currency + ".");
    }
    var code = currency == null ? null : currency.getCurrencyCode();
    var id = earner.id();
    var kind = earner.kind().name();
    var entered = rows.enter(id, kind, method.name(), bank.country(), bank.token(), code);
    if (entered == 0) want(earner, method, bank, currency);
    return look(find(id).orElseThrow());
  }

  private Payee known(Earner earner) {
    return find(earner)
        .orElseThrow(() ->
            Problem.conflict("payee_of_another_kind", "This one earns as something else already."));
  }

  /** The provider learns of another bank first, so that nobody is paid to one it does not know. */
  private void want(Earner earner, PayoutMethod method, Bank bank, @Nullable Currency currency) {
    for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      var payee = known(earner);
      if (payee.isPaid(method, bank, currency)) return;
      if (payee.pspAccount() != null && !bank.equals(payee.bank())) changeBank(payee, bank);
      if (want(payee, method, bank, currency) == 1) return;
    }
    throw Problem.conflict("payee_moved", "It is being changed just now; please try again.");
  }

  private int want(Payee payee, PayoutMethod method, Bank bank, @Nullable Currency currency) {
    var code = currency == null ? null : currency.getCurrencyCode();
    return rows.want(
        payee.id(), payee.version(), method.name(), bank.country(), bank.token(), code);
  }

  private void changeBank(Payee payee, Bank bank) {
    // the same bank once more is the same request, until the one of before it has come between
    var key = PspKey.of(payee.id(), "bank-" + bank.token(), payee.generation());
    switch (psp.changeBank(key, payee.account(), bank)) {
      case PspOutcome.Succeeded<String> _ -> {}
      case PspOutcome.Declined<String> _, PspOutcome.Rejected<String> _ -> {
        rows.bankRefused(payee.id(), payee.generation());
        throw Problem.refused(
            "bank_refused",
            "The payment provider does not take this bank account from us: give it there, on the"
                + " page that POST /v1/payees/me/onboarding leads to.");
      }
      case PspOutcome.Retryable<String> _, PspOutcome.Unknown<String> _ -> throw noAnswer();
    }
  }

  static Problem noAnswer() {
    return Problem.unavailable(
        "payments_unavailable",
        "The payment provider does not answer just now; please try again.",
        TRY_AGAIN);
  }

  /** Empty also for one who is a payee of another kind. */
  public Optional<Payee> find(Earner earner) {
    return find(earner.id()).filter(payee -> payee.kind() == earner.kind());
  }

  public Optional<Payee> find(UUID id) {
    return rows.find(id).map(PayeeRow::payee);
  }

  /** The payee, if money may be sent to him; locked until the present transaction ends. */
  public Optional<Payee> lockActive(UUID id) {
    return rows.lockActive(id).map(PayeeRow::payee);
  }

  /** Whose account at the provider it is. */
  public Optional<Payee> ofAccount(String pspAccount) {
    return rows.ofAccount(pspAccount).map(PayeeRow::payee);
  }

  /** As {@link #ofAccount}, locked as {@link #lockActive} does, paid or not. */
  public Optional<Payee> lockByAccount(String pspAccount) {
    return rows.lockByAccount(pspAccount).map(PayeeRow::payee);
  }

  /** Nothing is sent to him before he has done something. */
  public void pause(UUID id, Setback setback) {
    if (setback == Setback.NOT_READY) rows.restricted(id, setback.name());
    else rows.paused(id, setback.name());
  }

  /** Operations say that it may be tried again; answers whether he was not paid. */
  public boolean resume(UUID id) {
    return rows.resumed(id) == 1;
  }

  List<Payee> claimDue(int limit) {
    return rows.claimDue(limit).stream().map(PayeeRow::payee).toList();
  }

  /** Opens his account if he has none, and reads how the provider judges him. */
  Payee look(Payee payee) {
    var opened = payee.pspAccount() == null ? open(payee) : payee;
    return opened.pspAccount() == null ? opened : standings.look(opened);
  }

  /**
   * Asks for the account under a key that stays the same until there is an answer. After a day the
   * provider has forgotten it, and may open a second one: no money ever goes to an account that is
   * not in the row.
   */
  private Payee open(Payee payee) {
    var key = PspKey.of(payee.id(), "account", payee.generation());
    switch (psp.open(key, payee.id(), payee.bank())) {
      case PspOutcome.Succeeded<String>(var account) ->
          rows.opened(payee.id(), payee.generation(), account);
      case PspOutcome.Declined<String>(var refusal, _) -> refused(payee, refusal.pspCode());
      case PspOutcome.Rejected<String>(var refusal) -> refused(payee, refusal.pspCode());
      case PspOutcome.Retryable<String> _, PspOutcome.Unknown<String> _ -> {}
    }
    return find(payee.id()).orElseThrow();
  }

  private void refused(Payee payee, String code) {
    rows.refused(payee.id(), payee.generation(), psp.setback(code).name());
  }
}
