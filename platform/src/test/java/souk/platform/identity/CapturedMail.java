package souk.platform.identity;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import souk.platform.mail.Letter;
import souk.platform.mail.Mail;
import souk.platform.mail.MailFailed;

/** A carrier that keeps every letter, and refuses as many as it is told to. */
@Singleton
@Primary
@Requires(property = "souk.test.mail", value = "captured")
public final class CapturedMail implements Mail {
  private final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  @Override
  public void send(Letter letter) {
    if (refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) throw new MailFailed("not today");
    letters.add(letter);
  }

  public void refuse(int count) {
    refusals.set(count);
  }

  public List<Letter> to(String email) {
    return letters.stream().filter(letter -> letter.to().equals(email)).toList();
  }

  /** The token of the latest of so many letters to the address, once they have come. */
  public String token(String email, int count) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> to(email).size() >= count);
    return to(email)
        .getLast()
        .text()
        .lines()
        .filter(line -> line.matches("[\\w-]{43}"))
        .findFirst()
        .orElseThrow();
  }
}
