package souk.embedded.stripe.intent;

import java.time.Instant;

/** What became of one attempt to charge a card; amounts are in the smallest unit. */
public sealed interface ChargeState {
  /**
   * The issuer holds the money.
   *
   * @param captureBefore when the issuer lets go of it
   * @param taken what captures took of it, all but the last
   */
  record Authorized(Instant captureBefore, long taken) implements ChargeState {
    /** Nothing was taken. */
    public Authorized(Instant captureBefore) {
      this(captureBefore, 0);
    }
  }

  /** The money was taken, and some of it perhaps given back. */
  record Captured(long amount, long refunded) implements ChargeState {}

  /** The issuer holds nothing any more, and nothing was taken. */
  record Released(boolean expired) implements ChargeState {}

  /** The issuer refused. */
  record Failed(PaymentError error) implements ChargeState {}
}
