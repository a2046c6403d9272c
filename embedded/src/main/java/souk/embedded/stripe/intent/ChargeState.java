package souk.embedded.stripe.intent;

import java.time.Instant;

/** What became of one attempt to charge a card; amounts are in the smallest unit. */
public sealed interface ChargeState {
  /**
   * The issuer holds the money.
   *
   * @param captureBefore when the issuer lets go of it
   */
  record Authorized(Instant captureBefore) implements ChargeState {}

  /** The money was taken, and some of it perhaps given back. */
  record Captured(long amount, long refunded) implements ChargeState {}

  /** The issuer holds nothing any more, and nothing was taken. */
  record Released(boolean expired) implements ChargeState {}

  /** The issuer refused. */
  record Failed(PaymentError error) implements ChargeState {}
}
