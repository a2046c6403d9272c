package souk.platform.identity.account;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import souk.platform.http.ClientAddress;
import souk.platform.identity.Role;
import souk.platform.identity.attempt.AttemptConfiguration;
import souk.platform.identity.attempt.Rates;
import souk.platform.identity.password.PasswordHash;
import souk.platform.identity.password.Passwords;
import souk.platform.identity.person.Persons;
import souk.platform.identity.proof.Letters;
import souk.platform.identity.proof.Purpose;
import souk.platform.identity.token.AccessTokens;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** Opens an account; its owner may sign in at once and is sent a letter to verify the address. */
@Singleton
public final class OpenAccount {
  private final Accounts accounts;
  private final Persons persons;
  private final Passwords passwords;
  private final Letters letters;
  private final Rates rates;
  private final AttemptConfiguration limits;
  private final AccessTokens tokens;
  private final Transactions transactions;

  OpenAccount(
      Accounts accounts,
      Persons persons,
      Passwords passwords,
      Letters letters,
      Rates rates,
      AttemptConfiguration limits,
      AccessTokens tokens,
      Transactions transactions) {
    this.accounts = accounts;
    this.persons = persons;
    this.passwords = passwords;
    this.letters = letters;
    this.rates = rates;
    this.limits = limits;
    this.tokens = tokens;
    this.transactions = transactions;
  }

  /**
   * Opens the account.
   *
   * @throws Problem 409 {@code email_taken}; 429 {@code too_many_attempts} from one network; 503
   *     {@code busy}
   */
  public UUID open(
      EmailAddress email, String password, String name, Role role, ClientAddress client) {
    rates.admit(limits.newAccounts(), client.network());
    // spares the hash; the constraint decides
    if (accounts.find(email).isPresent()) throw taken();
    var hash = passwords.hash(password);
    return transactions.call(() -> add(email, hash, name, role));
  }

  private UUID add(EmailAddress email, PasswordHash hash, String name, Role role) {
    var id = UuidCreator.getTimeOrderedEpoch();
    persons.add(id, tokens.issuer(), id.toString(), name, Set.of(role));
    if (!accounts.add(id, email, hash)) throw taken();
    letters.request(Purpose.VERIFY_EMAIL, email.text());
    return id;
  }

  private static Problem taken() {
    return Problem.conflict("email_taken", "There is an account with this e-mail address.");
  }
}
