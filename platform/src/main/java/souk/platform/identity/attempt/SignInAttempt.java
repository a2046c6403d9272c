package souk.platform.identity.attempt;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One attempt to sign in: the account's name, and from which network. */
public record SignInAttempt(String email, String network) {
  /** The keys are digests, so that nobody reads from them who was where. */
  String accountKey() {
    return "account:" + digest(email);
  }

  String placeKey() {
    return "place:" + digest(email + "|" + network);
  }

  private static UUID digest(String text) {
    return UuidCreator.getNameBasedSha1(text.getBytes(StandardCharsets.UTF_8));
  }
}
