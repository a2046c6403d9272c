package souk.platform.mail;

/** The port to whatever carries letters. Never called with a database connection held. */
public interface Mail {
  /**
   * Hands the letter to its carrier; one that is handed over twice arrives twice.
   *
   * @throws MailFailed when the carrier did not take it; the same letter may be tried again
   */
  void send(Letter letter);
}
