package souk.payments.psp;

import java.util.UUID;
import souk.platform.money.Money;

/** A provider that gives captured money back. Otherwise as {@link Psp}. */
public interface PspRefunds {
  /**
   * Gives a part of a payment back to its card.
   *
   * @param refundId ours, which the provider keeps beside it
   * @param payment the provider's id of the payment
   */
  PspOutcome<PspRefund> refund(PspKey key, UUID refundId, String payment, Money amount);

  /** The refund as it stands now, by the provider's own reference. */
  Lookup<PspRefund> retrieve(String reference);

  /** What a request for this refund of ours has left behind among those of the payment. */
  Lookup<PspRefund> find(UUID refundId, String payment);
}
