package souk.payments.psp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * A cardholder's dispute of a payment as the provider shows it.
 *
 * @param reference the provider's id of it
 * @param payment the provider's id of the payment
 * @param amount what is disputed
 * @param reason the provider's word for it, such as {@code product_not_received}
 * @param withdrawn what was taken from our balance for it so far, in the currency of the payment
 *     also where the balance moved in another
 * @param reinstated what of that was given back
 * @param fee what the provider took for it, less what it gave back, in the currency it settles in
 * @param dueBy until when it can be answered; null when it cannot
 * @param answered evidence was submitted and is not awaited (again, once an inquiry has become a
 *     dispute)
 */
public record PspDispute(
    String reference,
    String payment,
    Status status,
    Money amount,
    String reason,
    Money withdrawn,
    Money reinstated,
    Money fee,
    @Nullable Instant dueBy,
    boolean answered) {
  /** The same, whose answer the provider has just taken. */
  public PspDispute afterAnswer() {
    return new PspDispute(
        reference, payment, status, amount, reason, withdrawn, reinstated, fee, dueBy, true);
  }

  /** Where a dispute can stand. */
  public enum Status {
    /** The issuer asks; no money has moved. It can become a dispute. */
    INQUIRY,
    /** The inquiry is over, without a dispute. */
    INQUIRY_CLOSED,
    /** Money was taken; it can be answered. */
    NEEDS_RESPONSE,
    /** The issuer decides. */
    UNDER_REVIEW,
    WON,
    LOST,
    /** In a state that this program does not know: no conclusion may rest on it. */
    UNDECIDED
  }
}
