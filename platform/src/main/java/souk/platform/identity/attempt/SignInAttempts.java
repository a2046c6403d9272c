package souk.platform.identity.attempt;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Limits sign-ins per network and per account. An attempt is counted before its password is looked
 * at, so that a burst of them cannot slip through together. Failures elsewhere do not lock an
 * account out where its owner has signed in during the last 30 days; the failures there count for
 * themselves. So a stranger can make the owner wait at a new place, never for longer than the
 * longest block, and not at all at the usual one.
 */
@Singleton
public final class SignInAttempts {
  private final Rates rates;
  private final LockoutRows lockouts;
  private final KnownPlaceRows places;
  private final AttemptConfiguration configuration;
  private final Transactions transactions;

  SignInAttempts(
      Rates rates,
      LockoutRows lockouts,
      KnownPlaceRows places,
      AttemptConfiguration configuration,
      Transactions transactions) {
    this.rates = rates;
    this.lockouts = lockouts;
    this.places = places;
    this.configuration = configuration;
    this.transactions = transactions;
  }

  /**
   * Counts the attempt as a failure until it is told to have succeeded.
   *
   * @throws Problem 429 {@code too_many_attempts} with the time to wait; a refused attempt does not
   *     lengthen the account's pause
   */
  public void begin(SignInAttempt attempt) {
    // thrown outside: the count of the network stays when the account refuses
    transactions.call(() -> refusal(attempt)).ifPresent(Rates::refuse);
  }

  /** Forgets the failures at this account; a success does not cover failures at others. */
  public void succeeded(SignInAttempt attempt) {
    transactions.run(() -> {
      rates.giveBack(configuration.signIns(), attempt.network());
      lockouts.clear(lockoutKey(attempt));
      places.remember(attempt.placeKey());
    });
  }

  /** Takes an attempt back whose password nobody has looked at. */
  public void withdraw(SignInAttempt attempt) {
    transactions.run(() -> {
      rates.giveBack(configuration.signIns(), attempt.network());
      lockouts.giveBack(lockoutKey(attempt));
    });
  }

  /** Admits the account's owner again, who has proven to be it in another way. */
  public void pardon(String email) {
    lockouts.clear(new SignInAttempt(email, "").accountKey());
  }

  void forget() {
    lockouts.forget();
    places.forget();
  }

  private Optional<Duration> refusal(SignInAttempt attempt) {
    return rates
        .refusal(configuration.signIns(), attempt.network())
        .or(() -> lockout(lockoutKey(attempt)));
  }

  private Optional<Duration> lockout(String key) {
    var taken =
        lockouts.take(
            key,
            configuration.getFreeFailures(),
            configuration.getFirstBlock().toMillis(),
            configuration.getLongestBlock().toMillis());
    if (taken == 1) return Optional.empty();
    return Optional.of(Duration.ofMillis(Math.max(1, lockouts.blockedForMs(key).orElse(1L))));
  }

  private String lockoutKey(SignInAttempt attempt) {
    var place = attempt.placeKey();
    return places.has(place) ? place : attempt.accountKey();
  }
}
