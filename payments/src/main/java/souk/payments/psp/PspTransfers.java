package souk.payments.psp;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import souk.platform.money.Money;

/**
 * What a provider does for payees: an account for each, money moved to it, and from there to his
 * bank. As with {@link Psp} no database connection may be in hand, and a write repeated with the
 * same key and the same parameters has one effect.
 */
public interface PspTransfers {
  /**
   * Where a payee's money goes.
   *
   * @param country of his bank, by ISO 3166
   * @param token the provider's, of his bank account: its number is never here
   */
  record Bank(String country, String token) {}

  /**
   * What is sent to a bank is a whole multiple of so many minor units of the currency; 0 where the
   * provider sends none.
   */
  long unit(Currency currency);

  /** Opens an account for a payee; answers the provider's id of it. */
  PspOutcome<String> open(PspKey key, UUID payeeId, Bank bank);

  /**
   * From now on what is sent from the account goes to that bank; answers the provider's id of it.
   */
  PspOutcome<String> changeBank(PspKey key, String account, Bank bank);

  /** Moves money from our balance to the payee's account. */
  PspOutcome<PspTransfer> transfer(PspKey key, UUID payoutId, String account, Money amount);

  /** Takes the whole of a transfer back. */
  PspOutcome<PspTransfer> takeBack(PspKey key, UUID payoutId, String reference, Money amount);

  /** Sends money from the payee's account to his bank. */
  PspOutcome<PspPayout> payOut(
      PspKey key, UUID payoutId, String account, Money amount, PayoutMethod method);

  /** The transfer as it stands now, by the provider's own reference. */
  Lookup<PspTransfer> retrieveTransfer(String reference);

  /**
   * The transfer that a request for this payout of ours left behind, if it left one.
   *
   * @param from when it was first asked for, by our clock
   */
  Lookup<PspTransfer> findTransfer(UUID payoutId, String account, Instant from);

  /** The payout as it stands now, by the provider's own reference. */
  Lookup<PspPayout> retrievePayout(String account, String reference);

  /** As {@link #findTransfer}, of what was sent to his bank. */
  Lookup<PspPayout> findPayout(UUID payoutId, String account, Instant from);

  /** What the provider's word for a refusal or a failure means. */
  Setback setback(String code);
}
