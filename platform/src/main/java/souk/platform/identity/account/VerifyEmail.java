package souk.platform.identity.account;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.platform.http.ClientAddress;
import souk.platform.identity.OpaqueToken;
import souk.platform.identity.attempt.AttemptConfiguration;
import souk.platform.identity.attempt.Rates;
import souk.platform.identity.proof.Letters;
import souk.platform.identity.proof.OneTimeTokens;
import souk.platform.identity.proof.Purpose;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** Notes that an account's owner reads its mailbox. */
@Singleton
public final class VerifyEmail {
  private final Accounts accounts;
  private final OneTimeTokens tokens;
  private final Letters letters;
  private final Rates rates;
  private final AttemptConfiguration limits;
  private final Transactions transactions;

  VerifyEmail(
      Accounts accounts,
      OneTimeTokens tokens,
      Letters letters,
      Rates rates,
      AttemptConfiguration limits,
      Transactions transactions) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.letters = letters;
    this.rates = rates;
    this.limits = limits;
    this.transactions = transactions;
  }

  /**
   * Takes the token of the letter.
   *
   * @throws Problem 422 {@code token_invalid}; 429 {@code too_many_attempts}
   */
  public void verify(OpaqueToken token, ClientAddress client) {
    rates.admit(limits.oneTimeTokens(), client.network());
    transactions.run(() -> {
      var owner = tokens.owner(token, Purpose.VERIFY_EMAIL).orElseThrow(UnusableToken::problem);
      if (!tokens.use(token, Purpose.VERIFY_EMAIL)) throw UnusableToken.problem();
      accounts.verify(owner);
    });
  }

  /**
   * Has another letter sent, unless the address is verified or there is no account.
   *
   * @throws Problem 429 {@code too_many_attempts}
   */
  public void sendAgain(UUID person) {
    var account = accounts.find(person).filter(found -> !found.emailVerified());
    if (account.isEmpty()) return;
    var email = account.get().email().text();
    rates.admit(limits.mailbox(), email);
    letters.request(Purpose.VERIFY_EMAIL, email);
  }
}
