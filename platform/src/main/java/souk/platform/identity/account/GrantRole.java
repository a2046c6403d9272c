package souk.platform.identity.account;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.identity.Role;
import souk.platform.identity.person.KnownPersons;
import souk.platform.identity.person.KnownPersons.Subject;
import souk.platform.identity.person.Persons;
import souk.platform.identity.token.AccessTokens;
import souk.platform.postgres.Transactions;

/** Gives a person a role, from the command line: the first operator cannot be made otherwise. */
@Singleton
public final class GrantRole {
  private final Accounts accounts;
  private final Persons persons;
  private final KnownPersons knownPersons;
  private final AccessTokens tokens;
  private final ActionLog actions;
  private final Transactions transactions;

  /**
   * What came of it, in one sentence.
   *
   * @param granted whether the person has the role now
   */
  public record Outcome(boolean granted, String sentence) {}

  GrantRole(
      Accounts accounts,
      Persons persons,
      KnownPersons knownPersons,
      AccessTokens tokens,
      ActionLog actions,
      Transactions transactions) {
    this.accounts = accounts;
    this.persons = persons;
    this.knownPersons = knownPersons;
    this.tokens = tokens;
    this.actions = actions;
    this.transactions = transactions;
  }

  /** Gives the role to the owner of the account with this e-mail address. */
  public Outcome toAccount(String email, Role role) {
    var address = EmailAddress.of(email);
    return transactions.call(() -> toAccount(address, role));
  }

  private Outcome toAccount(EmailAddress address, Role role) {
    return accounts
        .find(address)
        .map(Account::id)
        .map(id -> granted(address.text(), id, role, persons.grant(id, role)))
        .orElseGet(() ->
            new Outcome(false, "There is no account with the e-mail " + address.text() + "."));
  }

  /** Gives the role to a person of another issuer, who need not have come in before. */
  public Outcome toSubject(String issuer, String subject, Role role) {
    if (issuer.equals(tokens.issuer())) {
      return new Outcome(false, "The persons of " + issuer + " are named by their e-mail.");
    }
    return transactions.call(() -> toSubject(new Subject(issuer, subject), role));
  }

  private Outcome toSubject(Subject subject, Role role) {
    var called = subject.subject();
    return knownPersons
        .grant(subject, role)
        .map(isNew -> granted(called, knownPersons.find(subject).orElseThrow().id(), role, isNew))
        .orElseGet(
            () -> new Outcome(false, "The subject " + called + " is a person of another issuer."));
  }

  private Outcome granted(String called, UUID person, Role role, boolean isNew) {
    if (!isNew) return new Outcome(true, "%s is %s already.".formatted(called, role));
    var state = Map.of("granted", role);
    var action = new OperatorAction("role.granted", "person", person, null, null, state);
    actions.add(Operator.atCommandLine(), action);
    return new Outcome(true, "%s is %s from the next token on.".formatted(called, role));
  }
}
