package souk.payments.card;

import souk.payments.psp.DeclineReason;
import souk.payments.psp.PspNumbers;
import souk.payments.psp.Refusal;
import souk.payments.vault.Cvc;
import souk.payments.vault.Pan;

/** A provider without tokens: the code tells what the issuer says. */
final class NumberTakingProvider implements PspNumbers {
  static final String GOOD = "737";
  static final String WRONG = "738";
  static final String SILENT = "739";

  @Override
  public Verification verify(Pan pan, int expMonth, int expYear, Cvc cvc) {
    return switch (cvc.revealed()) {
      case GOOD -> new Verification.Good("FR");
      case WRONG -> new Verification.Refused(new Refusal(DeclineReason.CVC_WRONG, "N7"));
      default -> new Verification.Unanswered();
    };
  }
}
