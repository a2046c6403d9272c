package souk.payments.payee;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspTransfers;
import souk.payments.psp.Setback;

/**
 * Everybody who earns and wants to be paid. Who never asks earns all the same, and his money waits.
 */
@Singleton
public final class Payees {
  private final PayeeRows rows;
  private final PspTransfers psp;

  Payees(PayeeRows rows, PspTransfers psp) {
    this.rows = rows;
    this.psp = psp;
  }

  /**
   * Makes the person a payee, or changes how he is paid; the same again changes nothing but that
   * one who is paused is paid again. Asks the provider for an account, so it must not be called in
   * a transaction; when the provider does not answer, that is done later.
   */
  public Payee register(UUID id, Payee.Kind kind, PayoutMethod method) {
    if (rows.enter(id, kind.name(), method.name()) == 0) rows.want(id, method.name());
    var payee = find(id).orElseThrow();
    return payee.status() == Payee.Status.ONBOARDING ? open(payee) : payee;
  }

  public Optional<Payee> find(UUID id) {
    return rows.find(id).map(PayeeRow::payee);
  }

  /** The payee, if money may be sent to him; locked until the present transaction ends. */
  public Optional<Payee> lockActive(UUID id) {
    return rows.lockActive(id).map(PayeeRow::payee);
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
    switch (psp.open(key, payee.id())) {
      case PspOutcome.Succeeded<String>(var account) -> rows.opened(payee.id(), account);
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
