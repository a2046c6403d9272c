package souk.platform.identity.session;

import jakarta.inject.Singleton;
import souk.platform.identity.person.Admission;
import souk.platform.identity.person.Persons;
import souk.platform.identity.token.AccessTokens;
import souk.platform.identity.token.IdentityConfiguration;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Gives new tokens for a refresh token, which is thereby used up. One that comes a second time was
 * stolen, or the first time was the thief's: nobody can tell, so its whole family ends.
 */
@Singleton
final class Refresh {
  private final SessionRows sessions;
  private final Persons persons;
  private final AccessTokens tokens;
  private final IdentityConfiguration configuration;
  private final Transactions transactions;

  /** What the rows decided; the end of a family must commit before anybody is refused. */
  private sealed interface Decision {
    record Rotated(Admission admission, RefreshToken next) implements Decision {}

    record Reused() implements Decision {}

    record Invalid() implements Decision {}
  }

  Refresh(
      SessionRows sessions,
      Persons persons,
      AccessTokens tokens,
      IdentityConfiguration configuration,
      Transactions transactions) {
    this.sessions = sessions;
    this.persons = persons;
    this.tokens = tokens;
    this.configuration = configuration;
    this.transactions = transactions;
  }

  /**
   * Rotates the token.
   *
   * @throws Problem 401 {@code refresh_reused} or {@code refresh_invalid}
   */
  Tokens refresh(String text) {
    tokens.requireKey();
    var present = RefreshToken.parse(text).orElseThrow(Refresh::invalid);
    return switch (transactions.call(() -> decide(present))) {
      case Decision.Rotated(var admission, var next) ->
          Tokens.of(tokens.issue(admission.person(), admission.issuedAt()), next);
      case Decision.Reused() -> throw reused();
      case Decision.Invalid() -> throw invalid();
    };
  }

  private Decision decide(RefreshToken present) {
    return sessions
        .owner(present.session())
        .flatMap(persons::admit)
        .map(admission -> decide(present, admission))
        .orElseGet(Decision.Invalid::new);
  }

  private Decision decide(RefreshToken present, Admission admission) {
    var next = present.next();
    var rotated =
        sessions.rotate(
            present.session(),
            present.secret().hash(),
            next.secret().hash(),
            admission.issuedAt(),
            configuration.getRefreshTokenLife().toMillis(),
            admission.revokedBefore());
    if (rotated == 1) return new Decision.Rotated(admission, next);
    var reused = sessions.revokeUnless(present.session(), present.secret().hash()) == 1;
    return reused ? new Decision.Reused() : new Decision.Invalid();
  }

  private static Problem reused() {
    return Problem.unauthenticated(
        "refresh_reused", "This refresh token was used before, so the session has ended.");
  }

  private static Problem invalid() {
    return Problem.unauthenticated(
        "refresh_invalid", "This refresh token is unknown, expired or revoked; sign in again.");
  }
}
