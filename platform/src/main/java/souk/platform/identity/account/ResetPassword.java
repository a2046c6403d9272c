package souk.platform.identity.account;

import jakarta.inject.Singleton;
import souk.platform.http.ClientAddress;
import souk.platform.identity.OpaqueToken;
import souk.platform.identity.attempt.AttemptConfiguration;
import souk.platform.identity.attempt.Rates;
import souk.platform.identity.attempt.SignInAttempts;
import souk.platform.identity.password.PasswordHash;
import souk.platform.identity.password.Passwords;
import souk.platform.identity.person.Persons;
import souk.platform.identity.proof.Letters;
import souk.platform.identity.proof.OneTimeTokens;
import souk.platform.identity.proof.Purpose;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** Lets whoever reads an account's mailbox choose a new password, and signs everybody else out. */
@Singleton
public final class ResetPassword {
  private final Accounts accounts;
  private final Persons persons;
  private final Passwords passwords;
  private final OneTimeTokens tokens;
  private final Letters letters;
  private final Rates rates;
  private final AttemptConfiguration limits;
  private final SignInAttempts signIns;
  private final Transactions transactions;

  ResetPassword(
      Accounts accounts,
      Persons persons,
      Passwords passwords,
      OneTimeTokens tokens,
      Letters letters,
      Rates rates,
      AttemptConfiguration limits,
      SignInAttempts signIns,
      Transactions transactions) {
    this.accounts = accounts;
    this.persons = persons;
    this.passwords = passwords;
    this.tokens = tokens;
    this.letters = letters;
    this.rates = rates;
    this.limits = limits;
    this.signIns = signIns;
    this.transactions = transactions;
  }

  /**
   * Has a letter sent when there is such an account. The same is done, and nothing is said, for
   * every address; beyond the limits no letter leaves.
   */
  public void request(EmailAddress email, ClientAddress client) {
    transactions.run(() -> {
      if (rates.refusal(limits.letters(), client.network()).isPresent()) return;
      if (rates.refusal(limits.mailbox(), email.text()).isPresent()) return;
      letters.request(Purpose.RESET_PASSWORD, email.text());
    });
  }

  /**
   * Takes the token of the letter, sets the password, ends all sessions and refuses all tokens.
   *
   * @throws Problem 422 {@code token_invalid}; 429 {@code too_many_attempts}; 503 {@code busy}
   */
  public void confirm(OpaqueToken token, String password, ClientAddress client) {
    rates.admit(limits.oneTimeTokens(), client.network());
    // spares the hash; the update decides
    if (tokens.owner(token, Purpose.RESET_PASSWORD).isEmpty()) throw UnusableToken.problem();
    var hash = passwords.hash(password);
    transactions.run(() -> reset(token, hash));
  }

  private void reset(OpaqueToken token, PasswordHash hash) {
    var owner = tokens.owner(token, Purpose.RESET_PASSWORD).orElseThrow(UnusableToken::problem);
    persons.lock(owner);
    if (!tokens.use(token, Purpose.RESET_PASSWORD)) throw UnusableToken.problem();
    accounts.setPassword(owner, hash);
    persons.revokeAll(owner);
    tokens.withdraw(owner, Purpose.RESET_PASSWORD);
    accounts.find(owner).ifPresent(account -> signIns.pardon(account.email().text()));
  }
}
