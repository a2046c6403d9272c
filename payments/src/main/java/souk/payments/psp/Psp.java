package souk.payments.psp;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import souk.platform.money.Money;

/**
 * A payment service provider. Every call may take seconds and must be made without a database
 * connection in hand. A write repeated with the same key and the same parameters has one effect.
 */
public interface Psp {
  /**
   * What is taken from a card, or given back, is a whole multiple of so many minor units of the
   * currency; 0 where the provider takes none.
   */
  long unit(Currency currency);

  /** Reserves money on a card, to be captured or voided later. */
  PspOutcome<PspPayment> authorize(PspAuthorization authorization);

  /**
   * Raises an authorization to so much in all. Refused where card or provider do not allow it; what
   * was reserved stays reserved then.
   */
  PspOutcome<PspPayment> increase(PspKey key, String reference, Money total);

  /** Takes the amount and lets the rest be taken later, where card and provider allow it. */
  PspOutcome<PspPayment> capturePart(PspKey key, String reference, Money amount);

  /** Takes the amount, which is at most what is left; the rest is released. */
  PspOutcome<PspPayment> capture(PspKey key, String reference, Money amount);

  /**
   * Releases what is left of an authorization, and ends a payment that waits for its payer. One of
   * which something was taken shows itself as captured afterwards.
   */
  PspOutcome<PspPayment> voidAuthorization(PspKey key, String reference);

  /** The payment as it stands now, by the provider's own reference. */
  Lookup<PspPayment> retrieve(String reference);

  /**
   * The payment that an authorization for this charge of ours left behind, if it left one.
   *
   * @param token the card it was asked for
   * @param from when it was first asked for, by our clock; the search allows for the provider's to
   *     differ, and ends a day later
   */
  Lookup<PspPayment> find(UUID chargeId, PspToken token, Instant from);

  /** The card that a token stands for; absent when the token stands for none. */
  Lookup<PspCard> card(String token);
}
