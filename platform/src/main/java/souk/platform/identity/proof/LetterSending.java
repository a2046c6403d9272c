package souk.platform.identity.proof;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.mail.Mail;
import souk.platform.mail.MailFailed;
import souk.platform.push.Bell;

/**
 * Sends the letters that were asked for, each until its carrier has taken it. The token is made for
 * the attempt and never stored; nothing is held while the carrier works.
 */
@Singleton
final class LetterSending implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(LetterSending.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int PASS_MAX = 100;
  // about eight hours; then whoever asked has long asked again
  private static final int ATTEMPTS_MAX = 14;

  private final LetterRows rows;
  private final Recipients recipients;
  private final OneTimeTokens tokens;
  private final LetterText text;
  private final Mail mail;
  private final Bell bell;

  LetterSending(
      LetterRows rows,
      Recipients recipients,
      OneTimeTokens tokens,
      LetterText text,
      Mail mail,
      Bell bell) {
    this.rows = rows;
    this.recipients = recipients;
    this.tokens = tokens;
    this.text = text;
    this.mail = mail;
    this.bell = bell;
  }

  @Override
  public List<BackgroundLoop> start() {
    var loop = BackgroundLoop.start("letters", PAUSE, this::sendDue);
    bell.on(Letters.BELL, loop::hurry);
    return List.of(loop);
  }

  void sendDue() {
    for (var count = 0; count < PASS_MAX; count++) {
      var due = rows.takeDue();
      if (due.isEmpty()) return;
      due.forEach(this::send);
    }
  }

  private void send(LetterRow letter) {
    try {
      recipients.person(letter.email()).ifPresent(person -> sendTo(person, letter));
      rows.remove(letter.id());
    } catch (MailFailed failure) {
      failed(letter, failure);
    }
  }

  private void sendTo(UUID person, LetterRow letter) {
    var purpose = Purpose.valueOf(letter.purpose());
    mail.send(text.letter(purpose, letter.email(), tokens.issue(person, purpose)));
  }

  private void failed(LetterRow letter, MailFailed failure) {
    if (letter.attempts() < ATTEMPTS_MAX) {
      log.warn(
          "letter {} ({}) not sent at attempt {}: {}",
          letter.id(),
          letter.purpose(),
          letter.attempts(),
          failure.getMessage());
      return;
    }
    rows.remove(letter.id());
    log.error("letter {} given up: {}", letter.id(), failure.getMessage());
  }
}
