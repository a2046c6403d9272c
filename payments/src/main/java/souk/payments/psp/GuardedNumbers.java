package souk.payments.psp;

import souk.payments.vault.Cvc;
import souk.payments.vault.Pan;

/** A provider that takes card numbers, behind the guard that all its calls share. */
public record GuardedNumbers(PspNumbers numbers, PspGuard guard) implements PspNumbers {
  @Override
  public PspOutcome<Verified> verify(PspKey key, Pan pan, int expMonth, int expYear, Cvc cvc) {
    return guard.write(
        "verify_number", key, () -> numbers.verify(key, pan, expMonth, expYear, cvc));
  }
}
