package souk.payments.psp;

import java.time.Instant;
import java.util.UUID;
import souk.platform.money.Money;

/**
 * A payment service provider. Every call may take seconds and must be made without a database
 * connection in hand. A write repeated with the same key and the same parameters has one effect.
 */
public interface Psp {
  /** Reserves money on a card, to be captured or voided later. */
  PspOutcome<PspPayment> authorize(PspAuthorization authorization);

  /** Takes the amount, which is at most what was authorized; the rest is released. */
  PspOutcome<PspPayment> capture(PspKey key, String reference, Money amount);

  /** Releases an authorization. */
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
