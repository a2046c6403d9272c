package souk.payments.psp;

import java.util.UUID;
import souk.platform.money.Money;

/** A provider's refunds behind the guard that all its calls share. */
public record GuardedRefunds(PspRefunds refunds, PspGuard guard) implements PspRefunds {
  @Override
  public PspOutcome<PspRefund> refund(PspKey key, UUID refundId, String payment, Money amount) {
    return guard.write("refund", key, () -> refunds.refund(key, refundId, payment, amount));
  }

  @Override
  public Lookup<PspRefund> retrieve(String reference) {
    return guard.read("retrieve_refund", reference, () -> refunds.retrieve(reference));
  }

  @Override
  public Lookup<PspRefund> find(UUID refundId, String payment) {
    return guard.read("find_refund", refundId, () -> refunds.find(refundId, payment));
  }
}
