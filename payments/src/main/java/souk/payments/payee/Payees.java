package souk.payments.payee;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  private final PayeeRows rows;
  private final PspTransfers psp;

  Payees(PayeeRows rows, PspTransfers psp) {
    this.rows = rows;
    this.psp = psp;
  }

  /**
   * Makes the person a payee, or changes how he is paid; the same again changes nothing but that
   * one who is paused is paid again. Asks the provider, so it must not be called in a transaction;
   * an account that cannot be opened now is opened later.
   *
   * @throws Problem 422 {@code bank_refused} when the provider does not take another bank account,
   *     503 {@code payments_unavailable} when it does not answer: then all is as before
   */
  public Payee register(UUID id, Payee.Kind kind, PayoutMethod method, Bank bank) {
    var entered = rows.enter(id, kind.name(), method.name(), bank.country(), bank.token());
    if (entered == 0) want(find(id).orElseThrow(), method, bank);
    var payee = find(id).orElseThrow();
    return payee.status() == Payee.Status.ONBOARDING ? open(payee) : payee;
  }

  /** The provider learns of another bank first, so that nobody is paid to one it does not know. */
  private void want(Payee payee, PayoutMethod method, Bank bank) {
    var account = payee.pspAccount();
    if (account != null && !bank.equals(payee.bank())) changeBank(payee.id(), account, bank);
    rows.want(payee.id(), method.name(), bank.country(), bank.token());
  }

  private void changeBank(UUID id, String account, Bank bank) {
    // the same bank once more is the same request
    var key = PspKey.of(id, "bank-" + bank.token(), 1);
    switch (psp.changeBank(key, account, bank)) {
      case PspOutcome.Succeeded<String> _ -> {}
      case PspOutcome.Declined<String> _, PspOutcome.Rejected<String> _ ->
          throw Problem.refused(
              "bank_refused", "The payment provider does not take this bank account.");
      case PspOutcome.Retryable<String> _, PspOutcome.Unknown<String> _ ->
          throw Problem.unavailable(
              "payments_unavailable",
              "The payment provider does not answer just now; please try again.",
              TRY_AGAIN);
    }
  }

  public Optional<Payee> find(UUID id) {
    return rows.find(id).map(PayeeRow::payee);
  }

  /** The payee, if money may be sent to him; locked until the present transaction ends. */
  public Optional<Payee> lockActive(UUID id) {
    return rows.lockActive(id).map(PayeeRow::payee);
  }

  /** Whose account at the provider it is; locked as {@link #lockActive} does, paid or not. */
  public Optional<Payee> lockByAccount(String pspAccount) {
    return rows.lockByAccount(pspAccount).map(PayeeRow::payee);
  }

  /** Nothing is sent to him before he has done something. */
  public void pause(UUID id, Setback setback) {
    rows.paused(id, setback.name());
  }

  /** Operations say that it may be tried again; answers whether he was paused. */
  public boolean resume(UUID id) {
    return rows.resumed(id) == 1;
  }

  List<Payee> claimDue(int limit) {
    return rows.claimDue(limit).stream().map(PayeeRow::payee).toList();
  }

  /**
   * Asks for the account under a key that stays the same until there is an answer. After a day the
   * provider has forgotten it, and may open a second one: no money ever goes to an account that is
   * not in the row.
   */
  Payee open(Payee payee) {
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
