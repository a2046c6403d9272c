package souk.platform.identity.session;

import jakarta.inject.Singleton;
import java.util.Optional;
import souk.platform.http.ClientAddress;
import souk.platform.identity.account.Account;
import souk.platform.identity.account.Accounts;
import souk.platform.identity.account.EmailAddress;
import souk.platform.identity.attempt.SignInAttempt;
import souk.platform.identity.attempt.SignInAttempts;
import souk.platform.identity.password.Passwords;
import souk.platform.identity.person.Admission;
import souk.platform.identity.person.Persons;
import souk.platform.identity.token.AccessTokens;
import souk.platform.identity.token.IdentityConfiguration;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** Opens a session for whoever knows an account's password. */
@Singleton
final class SignIn {
  private final Accounts accounts;
  private final Passwords passwords;
  private final Persons persons;
  private final SessionRows sessions;
  private final SignInAttempts attempts;
  private final AccessTokens tokens;
  private final IdentityConfiguration configuration;
  private final Transactions transactions;

  SignIn(
      Accounts accounts,
      Passwords passwords,
      Persons persons,
      SessionRows sessions,
      SignInAttempts attempts,
      AccessTokens tokens,
      IdentityConfiguration configuration,
      Transactions transactions) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.persons = persons;
    this.sessions = sessions;
    this.attempts = attempts;
    this.tokens = tokens;
    this.configuration = configuration;
    this.transactions = transactions;
  }

  /**
   * Signs in. Takes the same time for a wrong password and for an unknown address.
   *
   * @throws Problem 401 {@code bad_credentials}; 429 {@code too_many_attempts}; 503 {@code busy} or
   *     {@code accounts_off}
   */
  Tokens signIn(EmailAddress email, String password, ClientAddress client) {
    tokens.requireKey();
    var attempt = new SignInAttempt(email.text(), client.network());
    attempts.begin(attempt);
    var account = accounts.find(email);
    if (!matches(attempt, password, account)) throw badCredentials();
    attempts.succeeded(attempt);
    var owner = account.orElseThrow();
    var session = open(owner);
    rehashIfOutdated(owner, password);
    return session;
  }

  private boolean matches(SignInAttempt attempt, String password, Optional<Account> account) {
    try {
      return passwords.match(password, account.map(Account::password));
    } catch (Problem notJudged) {
      attempts.withdraw(attempt);
      throw notJudged;
    }
  }

  private Tokens open(Account account) {
    var refresh = RefreshToken.first();
    var admission =
        transactions.call(() -> add(account, refresh)).orElseThrow(SignIn::badCredentials);
    return Tokens.of(tokens.issue(admission.person(), admission.issuedAt()), refresh);
  }

  /** Empty when the password was reset after it was compared. */
  private Optional<Admission> add(Account account, RefreshToken refresh) {
    return persons
        .admit(account.id())
        .filter(_ -> accounts.hasSamePassword(account))
        .map(admission -> {
          sessions.add(
              refresh.session(),
              account.id(),
              refresh.secret().hash(),
              admission.issuedAt(),
              configuration.getRefreshTokenLife().toMillis());
          return admission;
        });
  }

  private void rehashIfOutdated(Account account, String password) {
    if (passwords.outdated(account.password())) {
      accounts.rehash(account, passwords.hash(password));
    }
  }

  private static Problem badCredentials() {
    return Problem.unauthenticated(
        "bad_credentials", "There is no account with this e-mail address and password.");
  }
}
