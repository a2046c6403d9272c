package souk.payments.psp;

import java.util.Locale;

/** What the provider wants of a payee before it lets money be sent to him, in words of ours. */
public enum PayeeNeed {
  PERSON("Say who you are: your name, your date of birth and how you can be reached."),
  ADDRESS("Give your address."),
  DOCUMENT("Show a document that proves what you have said."),
  TAX_NUMBER("Give your tax or identity number."),
  BUSINESS("Say what your business is."),
  BANK("Give a bank account."),
  TERMS("Accept the payment provider's terms."),
  OTHER("The payment provider wants to know something else: its page says what."),
  CHECK("The payment provider checks what you gave it; nothing to do for you."),
  NOT_ACCEPTED("The payment provider does not accept you: write to our support.");

  private final String advice;

  PayeeNeed(String advice) {
    this.advice = advice;
  }

  /** The word by which clients know it, such as {@code tax_number}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What he can do, in a sentence. */
  public String advice() {
    return advice;
  }
}
