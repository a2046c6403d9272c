package souk.platform.mail;

/** A letter was not taken; the message says why, without the letter. */
public final class MailFailed extends RuntimeException {
  public MailFailed(String reason) {
    super(reason);
  }

  MailFailed(String reason, Throwable cause) {
    super(reason, cause);
  }
}
