package souk.platform.identity.proof;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.platform.identity.OpaqueToken;

/** Tokens that work once and for a while. Only their hashes are kept. */
@Singleton
public final class OneTimeTokens {
  private final OneTimeTokenRows rows;

  OneTimeTokens(OneTimeTokenRows rows) {
    this.rows = rows;
  }

  OpaqueToken issue(UUID person, Purpose purpose) {
    var token = OpaqueToken.random();
    rows.add(token.hash(), person, purpose.name(), purpose.life().toMillis());
    return token;
  }

  /** Whose the token is, while it can be used. */
  public Optional<UUID> owner(OpaqueToken token, Purpose purpose) {
    return rows.owner(token.hash(), purpose.name());
  }

  /** Uses the token up; of any number of callers at once one is answered true. */
  public boolean use(OpaqueToken token, Purpose purpose) {
    return rows.use(token.hash(), purpose.name()) == 1;
  }

  /** Takes back what the person has not used. */
  public void withdraw(UUID person, Purpose purpose) {
    rows.withdraw(person, purpose.name());
  }

  void forget() {
    rows.forget();
  }
}
