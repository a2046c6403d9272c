package souk.payments.payee;

import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayeeNeed;

/** What a payee has to do before he is paid, in a sentence. */
final class PayeeWords {
  private static final String DETAILS =
      "The payment provider needs something from you before you can be paid: open the page that POST"
          + " /v1/payees/me/onboarding leads to, and complete your details there.";

  private PayeeWords() {}

  /** Null when it is nothing. */
  static @Nullable String toDo(Payee payee) {
    var setback = payee.setback();
    return switch (payee.status()) {
      case ACTIVE -> null;
      case ONBOARDING, RESTRICTED -> {
        if (waitsForUs(payee)) yield setback == null ? null : setback.advice();
        yield payee.needs().stream().allMatch(PayeeWords::isTheirs)
            ? payee.needs().iterator().next().advice()
            : DETAILS;
      }
      case PAUSED -> setback == null ? null : setback.advice();
    };
  }

  /** Nothing is known that he could give. */
  private static boolean waitsForUs(Payee payee) {
    return payee.pspAccount() == null || payee.needs().isEmpty();
  }

  private static boolean isTheirs(PayeeNeed need) {
    return need == PayeeNeed.CHECK || need == PayeeNeed.NOT_ACCEPTED;
  }
}
