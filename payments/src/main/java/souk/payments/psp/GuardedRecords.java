package souk.payments.psp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/** A provider's records behind the guard that all its calls share. */
public record GuardedRecords(PspRecords records, PspGuard guard) implements PspRecords {
  @Override
  public Lookup<Payment> payment(String reference) {
    return guard.read("retrieve", reference, () -> records.payment(reference));
  }

  @Override
  public Lookup<Money> refunded(PspPayment payment) {
    return guard.read("list_refunds", payment.reference(), () -> records.refunded(payment));
  }

  @Override
  public Lookup<Page<Payment>> payments(Instant from, @Nullable String next) {
    return guard.read("list_payments", from + " " + next, () -> records.payments(from, next));
  }

  @Override
  public Lookup<Page<Refund>> refunds(Instant from, @Nullable String next) {
    return guard.read("list_refunds", from + " " + next, () -> records.refunds(from, next));
  }

  @Override
  public Lookup<Page<Transfer>> transfers(Instant from, @Nullable String next) {
    return guard.read("list_transfers", from + " " + next, () -> records.transfers(from, next));
  }
}
