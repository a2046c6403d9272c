package souk.platform.identity.password;

import jakarta.inject.Singleton;
import java.util.Optional;
import souk.platform.identity.OpaqueToken;
import souk.platform.problem.Problem;

/**
 * Hashes passwords and compares them. Each call takes tens of milliseconds of processor and some
 * memory, on threads of their own; none may be made with a database connection held.
 */
@Singleton
public final class Passwords {
  private final HashingThreads threads;
  private final Argon2Cost cost;
  private final PasswordHash nobodys;

  Passwords(HashingThreads threads, PasswordConfiguration configuration) {
    this.threads = threads;
    this.cost = configuration.cost();
    this.nobodys = PasswordHash.of(OpaqueToken.random().text(), cost);
  }

  /**
   * The hash under which a new password is kept.
   *
   * @throws Problem 503 {@code busy}
   */
  public PasswordHash hash(String password) {
    return threads.call(() -> PasswordHash.of(password, cost));
  }

  /**
   * Whether the password is the one that was hashed. Without a hash it takes the same time to say
   * no, so that the time does not tell whether there is an account.
   *
   * @throws Problem 503 {@code busy}
   */
  public boolean match(String password, Optional<PasswordHash> hash) {
    var compared = hash.orElse(nobodys);
    var same = threads.call(() -> compared.matches(password));
    return same && hash.isPresent();
  }

  /** Whether new passwords cost more or less than this one did. */
  public boolean outdated(PasswordHash hash) {
    return !hash.costs(cost);
  }
}
