package souk.platform.identity.session;

import io.micronaut.core.annotation.Introspected;
import souk.platform.identity.token.AccessToken;

/** What an app gets for signing in. */
@Introspected
record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {
  static Tokens of(AccessToken access, RefreshToken refresh) {
    return new Tokens(access.text(), refresh.text(), "Bearer", access.expiresInSeconds());
  }

  @Override
  public String toString() {
    return "Tokens[…]";
  }
}
