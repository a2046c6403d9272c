package souk.payments.psp;

import java.util.Locale;

/** Why a payout did not arrive, in words of ours, with what the payee can do about it. */
public enum Setback {
  ACCOUNT_CLOSED(
      Whose.PAYEES, true, "Your bank account is closed: give the payment provider another one."),
  ACCOUNT_WRONG(
      Whose.PAYEES,
      true,
      "Your bank knows no such account or holder: correct the details at the payment provider."),
  ACCOUNT_RESTRICTED(
      Whose.PAYEES,
      true,
      "Your bank does not let the account receive this: ask your bank, or give another account."),
  NOT_READY(
      Whose.PAYEES,
      false,
      "The payment provider still needs something from you: complete your details on the page that"
          + " POST /v1/payees/me/onboarding leads to."),
  BANK_REFUSED(
      Whose.NOBODYS,
      false,
      "Your bank refused it this time; it goes out again with the next batch."),
  COULD_NOT_PROCESS(
      Whose.NOBODYS,
      false,
      "The bank could not process it; nothing to do for you, it goes out with the next batch."),
  INSTANT_NOT_POSSIBLE(
      Whose.NOBODYS, false, "Your bank cannot receive at once; it is sent the ordinary way."),
  /** Ours, at the provider, is not available yet; nobody has done anything wrong. */
  BALANCE_TOO_LOW(Whose.PASSING, false, "Nothing to do for you: it is sent as soon as possible."),
  LIMIT_REACHED(
      Whose.PASSING, false, "A limit for payouts is reached; it is sent as soon as possible."),
  CANCELLED(
      Whose.NOBODYS, false, "We have stopped it; the money goes out again with the next batch."),
  REFUSED_BY_PROVIDER(
      Whose.NOBODYS,
      false,
      "The payment provider refused it; we look into it, and it goes out with the next batch.");

  private enum Whose {
    PAYEES,
    NOBODYS,
    PASSING
  }

  private final Whose whose;
  private final boolean bounced;
  private final String advice;

  Setback(Whose whose, boolean bounced, String advice) {
    this.whose = whose;
    this.bounced = bounced;
    this.advice = advice;
  }

  /** The word by which clients know it, such as {@code account_closed}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that word. */
  public static Setback of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** What the payee can do, in a sentence. */
  public String advice() {
    return advice;
  }

  /** Whether nothing is sent to him before he has done something. */
  public boolean payeeMustAct() {
    return whose == Whose.PAYEES;
  }

  /** Whether the same request will succeed later, so that it is asked again and nothing undone. */
  public boolean isPassing() {
    return whose == Whose.PASSING;
  }

  /** Whether the money reached the payee's bank, which sent it back. */
  public boolean isBounced() {
    return bounced;
  }
}
