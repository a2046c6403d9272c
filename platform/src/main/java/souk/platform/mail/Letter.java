package souk.platform.mail;

/** A letter in plain text. It may carry a secret, so only its carrier reads it. */
public record Letter(String to, String subject, String text) {
  @Override
  public String toString() {
    return "Letter[…]";
  }
}
