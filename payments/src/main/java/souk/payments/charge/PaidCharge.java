package souk.payments.charge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.card.Card;
import souk.platform.money.Money;

/**
 * Money that was taken of a card, for whoever writes a receipt of it.
 *
 * @param takenAt when all of it was
 * @param card also one that its owner has given up since; null for one that is not known any more
 * @param refunded what of it we gave back, or is on its way
 * @param disputed what of it the card's issuer has taken back for its holder
 */
public record PaidCharge(
    UUID id, Money taken, Instant takenAt, @Nullable Card card, Money refunded, Money disputed) {
  /** What the payer has really paid. */
  public Money paid() {
    return taken.minus(refunded).minus(disputed);
  }
}
