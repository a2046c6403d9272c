package souk.platform.identity.session;

import java.util.Optional;
import java.util.UUID;
import souk.platform.identity.OpaqueToken;

/** Names its family and proves by a secret to be the family's present token. */
record RefreshToken(UUID session, OpaqueToken secret) {
  private static final char SEPARATOR = '.';

  static RefreshToken first() {
    return new RefreshToken(UUID.randomUUID(), OpaqueToken.random());
  }

  RefreshToken next() {
    return new RefreshToken(session, OpaqueToken.random());
  }

  String text() {
    return session.toString() + SEPARATOR + secret.text();
  }

  /** Reads what {@link #text} wrote; empty for anything else. */
  static Optional<RefreshToken> parse(String text) {
    var at = text.indexOf(SEPARATOR);
    if (at < 0) return Optional.empty();
    try {
      var secret = new OpaqueToken(text.substring(at + 1));
      return Optional.of(new RefreshToken(UUID.fromString(text.substring(0, at)), secret));
    } catch (IllegalArgumentException noUuid) {
      return Optional.empty();
    }
  }
}
