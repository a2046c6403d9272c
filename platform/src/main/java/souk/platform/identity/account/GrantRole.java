package souk.platform.identity.account;

import jakarta.inject.Singleton;
import souk.platform.identity.Role;
import souk.platform.identity.person.KnownPersons;
import souk.platform.identity.person.KnownPersons.Subject;
import souk.platform.identity.person.Persons;
import souk.platform.identity.token.AccessTokens;

/** Gives a person a role, from the command line: the first operator cannot be made otherwise. */
@Singleton
public final class GrantRole {
  private final Accounts accounts;
  private final Persons persons;
  private final KnownPersons knownPersons;
  private final AccessTokens tokens;

  /**
   * What came of it, in one sentence.
   *
   * @param granted whether the person has the role now
   */
  public record Outcome(boolean granted, String sentence) {}

  GrantRole(Accounts accounts, Persons persons, KnownPersons knownPersons, AccessTokens tokens) {
    this.accounts = accounts;
    this.persons = persons;
    this.knownPersons = knownPersons;
    this.tokens = tokens;
  }

  /** Gives the role to the owner of the account with this e-mail address. */
  public Outcome toAccount(String email, Role role) {
    var address = EmailAddress.of(email);
    return accounts
        .find(address)
        .map(account -> granted(address.text(), role, persons.grant(account.id(), role)))
        .orElseGet(() ->
            new Outcome(false, "There is no account with the e-mail " + address.text() + "."));
  }

  /** Gives the role to a person of another issuer, who need not have come in before. */
  public Outcome toSubject(String issuer, String subject, Role role) {
    if (issuer.equals(tokens.issuer())) {
      return new Outcome(false, "The persons of " + issuer + " are named by their e-mail.");
    }
    return knownPersons
        .grant(new Subject(issuer, subject), role)
        .map(isNew -> granted(subject, role, isNew))
        .orElseGet(
            () -> new Outcome(false, "The subject " + subject + " is a person of another issuer."));
  }

  private static Outcome granted(String called, Role role, boolean isNew) {
    var since = isNew ? "from the next token on" : "already";
    return new Outcome(true, "%s is %s %s.".formatted(called, role, since));
  }
}
