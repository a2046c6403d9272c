package souk.platform.identity.proof;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.Optional;
import souk.platform.identity.OpaqueToken;
import souk.platform.mail.Letter;

/** What the letters say. */
@Context
final class LetterText {
  private static final String TOKEN = "{token}";

  private final Optional<String> verifyEmailUrl;
  private final Optional<String> resetPasswordUrl;

  LetterText(LetterConfiguration configuration) {
    verifyEmailUrl = checked("verify-email-url", configuration.getVerifyEmailUrl());
    resetPasswordUrl = checked("reset-password-url", configuration.getResetPasswordUrl());
  }

  Letter letter(Purpose purpose, String email, OpaqueToken token) {
    return switch (purpose) {
      case VERIFY_EMAIL ->
          new Letter(
              email,
              "Confirm your e-mail address",
              """
              Somebody, most likely you, has opened an account with this address.
              To confirm that it is yours, use this within 24 hours:

              %s

              If it was not you, nothing needs to be done.
              """
                  .formatted(link(verifyEmailUrl, token)));
      case RESET_PASSWORD ->
          new Letter(
              email,
              "Choose a new password",
              """
              Somebody, most likely you, has asked for a new password for this account.
              To choose one, use this within 30 minutes:

              %s

              Every device will be signed out. If it was not you, nothing needs to be done.
              """
                  .formatted(link(resetPasswordUrl, token)));
    };
  }

  private static String link(Optional<String> url, OpaqueToken token) {
    return url.orElse(TOKEN).replace(TOKEN, token.text());
  }

  private static Optional<String> checked(String property, Optional<String> url) {
    if (url.isPresent() && !url.get().contains(TOKEN)) {
      throw new ConfigurationException(
          "souk.identity.letters." + property + " must have {token} in it");
    }
    return url;
  }
}
