package souk.payments.psp;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * What a provider has on record, whoever of ours still knows of it: for whoever compares it with
 * rows that may have forgotten. No database connection may be in hand.
 */
public interface PspRecords {
  /**
   * A part of a list.
   *
   * @param next what to ask for the part behind it; null for the last one
   */
  record Page<T>(List<T> items, @Nullable String next) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * @param chargeId ours, as we wrote it beside the payment; null for what is not ours
   */
  record Payment(PspPayment payment, @Nullable UUID chargeId) {}

  /**
   * @param refundId ours; null for what is not ours
   * @param payment the provider's id of what is refunded; null for what never was a payment of ours
   */
  record Refund(
      PspRefund refund, @Nullable UUID refundId, @Nullable String payment, Money amount) {}

  /**
   * @param payoutId ours; null for what is not ours
   * @param account to which it went
   */
  record Transfer(
      PspTransfer transfer, @Nullable UUID payoutId, String account, Instant createdAt) {}

  /** One payment, by the provider's own reference. */
  Lookup<Payment> payment(String reference);

  /** What of a payment has gone back, or is on its way; what was never taken is no part of it. */
  Lookup<Money> refunded(PspPayment payment);

  /** Payments that were begun then or later, by the provider's clock, the newest first. */
  Lookup<Page<Payment>> payments(Instant from, @Nullable String next);

  /** As {@link #payments}, of refunds. */
  Lookup<Page<Refund>> refunds(Instant from, @Nullable String next);

  /** As {@link #payments}, of transfers to payees. */
  Lookup<Page<Transfer>> transfers(Instant from, @Nullable String next);
}
