package souk.payments.refund;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspRefund;
import souk.payments.psp.PspRefund.Status;
import souk.payments.psp.PspRefunds;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** A provider whose keys, writes or answers are tampered with on the way. */
record OtherRefunds(
    PspRefunds psp,
    UnaryOperator<PspKey> key,
    UnaryOperator<Supplier<PspOutcome<PspRefund>>> write,
    UnaryOperator<PspRefund> shown)
    implements PspRefunds {
  static final UnaryOperator<PspRefund> FAILED =
      refund -> new PspRefund(refund.reference(), Status.FAILED, "lost_or_stolen_card");

  static UnaryOperator<PspRefund> as(Status status) {
    return refund -> new PspRefund(refund.reference(), status, null);
  }

  static UnaryOperator<PspRefunds> showing(UnaryOperator<PspRefund> shown) {
    return psp -> new OtherRefunds(psp, UnaryOperator.identity(), UnaryOperator.identity(), shown);
  }

  /** The worker dies as {@code when} says: it throws or not, before the call and after it. */
  static UnaryOperator<PspRefunds> dying(Runnable before, Runnable after) {
    return psp ->
        new OtherRefunds(
            psp,
            UnaryOperator.identity(),
            call ->
                () -> {
                  before.run();
                  var outcome = call.get();
                  after.run();
                  return outcome;
                },
            UnaryOperator.identity());
  }

  /** Refuses as long as {@code refuses} says so, in that word. */
  static UnaryOperator<PspRefunds> refusing(String code, BooleanSupplier refuses) {
    PspOutcome<PspRefund> refused =
        new PspOutcome.Rejected<>(new Refusal(DeclineReason.CARD_DECLINED, code));
    return psp ->
        new OtherRefunds(
            psp,
            UnaryOperator.identity(),
            call -> () -> refuses.getAsBoolean() ? refused : call.get(),
            UnaryOperator.identity());
  }

  /** What one must never do: another key for each attempt. */
  static UnaryOperator<PspRefunds> withRandomKeys(UnaryOperator<PspRefunds> inner) {
    return psp ->
        new OtherRefunds(
            inner.apply(psp),
            _ -> PspKey.of(UUID.randomUUID(), "attempt", 1),
            UnaryOperator.identity(),
            UnaryOperator.identity());
  }

  @Override
  public PspOutcome<PspRefund> refund(PspKey given, UUID refundId, String payment, Money amount) {
    var outcome = write.apply(() -> psp.refund(key.apply(given), refundId, payment, amount)).get();
    return outcome instanceof PspOutcome.Succeeded<PspRefund>(var refund)
        ? new PspOutcome.Succeeded<>(shown.apply(refund))
        : outcome;
  }

  @Override
  public Lookup<PspRefund> retrieve(String reference) {
    return shown(psp.retrieve(reference));
  }

  @Override
  public Lookup<PspRefund> find(UUID refundId, String payment) {
    return shown(psp.find(refundId, payment));
  }

  private Lookup<PspRefund> shown(Lookup<PspRefund> lookup) {
    return lookup instanceof Lookup.Found<PspRefund>(var refund)
        ? new Lookup.Found<>(shown.apply(refund))
        : lookup;
  }
}
