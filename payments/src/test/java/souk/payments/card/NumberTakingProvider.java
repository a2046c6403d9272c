package souk.payments.card;

import java.util.concurrent.atomic.AtomicInteger;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspNumbers;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspOutcome.Declined;
import souk.payments.psp.PspOutcome.Succeeded;
import souk.payments.psp.PspOutcome.Unknown;
import souk.payments.psp.Refusal;
import souk.payments.vault.Cvc;
import souk.payments.vault.Pan;

/** A provider that takes numbers: the code tells what the issuer says. */
final class NumberTakingProvider implements PspNumbers {
  static final String GOOD = "737";
  static final String WRONG = "738";
  static final String SILENT = "739";

  /** How often it was asked. */
  final AtomicInteger asked = new AtomicInteger();

  @Override
  public PspOutcome<Verified> verify(PspKey key, Pan pan, int expMonth, int expYear, Cvc cvc) {
    asked.incrementAndGet();
    return switch (cvc.revealed()) {
      case GOOD -> new Succeeded<>(new Verified("FR"));
      case WRONG -> new Declined<>(new Refusal(DeclineReason.CVC_WRONG, "N7"), null);
      default -> new Unknown<>("silence", false);
    };
  }
}
