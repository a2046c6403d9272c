package souk.payments.payout;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import souk.payments.psp.Lookup;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.PspTransfers;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/** A provider with something happening on the way to it and back. */
record DyingTransfers(PspTransfers psp, UnaryOperator<PspKey> key, Runnable before, After after)
    implements PspTransfers {
  /** What becomes of an answer on its way back. */
  interface After {
    <T> PspOutcome<T> of(PspOutcome<T> answer);
  }

  /** The end of a worker in the middle of its work. */
  static final class Crash extends RuntimeException {
    Crash() {
      super("the worker dies here", null, false, false);
    }
  }

  private <T> PspOutcome<T> write(Supplier<PspOutcome<T>> call) {
    before.run();
    return after.of(call.get());
  }

  @Override
  public long unit(Currency currency) {
    return psp.unit(currency);
  }

  @Override
  public PspOutcome<String> open(PspKey given, UUID payeeId, Bank bank) {
    return write(() -> psp.open(key.apply(given), payeeId, bank));
  }

  @Override
  public PspOutcome<String> changeBank(PspKey given, String account, Bank bank) {
    return write(() -> psp.changeBank(key.apply(given), account, bank));
  }

  @Override
  public PspOutcome<PspTransfer> transfer(
      PspKey given, UUID payoutId, String account, Money amount) {
    return write(() -> psp.transfer(key.apply(given), payoutId, account, amount));
  }

  @Override
  public PspOutcome<PspTransfer> takeBack(
      PspKey given, UUID payoutId, String reference, Money amount) {
    return write(() -> psp.takeBack(key.apply(given), payoutId, reference, amount));
  }

  @Override
  public PspOutcome<PspPayout> payOut(
      PspKey given, UUID payoutId, String account, Money amount, PayoutMethod method) {
    return write(() -> psp.payOut(key.apply(given), payoutId, account, amount, method));
  }

  @Override
  public Lookup<PspTransfer> retrieveTransfer(String reference) {
    return psp.retrieveTransfer(reference);
  }

  @Override
  public Lookup<PspTransfer> findTransfer(UUID payoutId, String account, Instant from) {
    return psp.findTransfer(payoutId, account, from);
  }

  @Override
  public Lookup<PspPayout> retrievePayout(String account, String reference) {
    return psp.retrievePayout(account, reference);
  }

  @Override
  public Lookup<PspPayout> findPayout(UUID payoutId, String account, Instant from) {
    return psp.findPayout(payoutId, account, from);
  }

  @Override
  public Setback setback(String code) {
    return psp.setback(code);
  }
}
