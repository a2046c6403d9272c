package souk.platform.identity.proof;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Optional;

/**
 * The pages of the app that letters lead to, each a URL with {@code {token}} in it. Without one the
 * letter has the bare token.
 */
@ConfigurationProperties("souk.identity.letters")
public interface LetterConfiguration {
  Optional<String> getVerifyEmailUrl();

  Optional<String> getResetPasswordUrl();
}
