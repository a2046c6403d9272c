package souk.platform.identity.person;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/**
 * The persons of all issuers. Whoever changes one takes its row's lock before any other of
 * identity's.
 */
@Singleton
public final class Persons {
  private final PersonRows rows;
  private final Transactions transactions;
  private final Bell bell;

  Persons(PersonRows rows, Transactions transactions, Bell bell) {
    this.rows = rows;
    this.transactions = transactions;
    this.bell = bell;
  }

  /** Adds a person; answers false, and changes nothing, when the id or the subject is taken. */
  public boolean add(UUID id, String issuer, String subject, String name, Set<Role> roles) {
    return transactions.call(() -> {
      if (rows.add(id, issuer, subject, name) == 0) return false;
      roles.forEach(role -> rows.grant(id, role.name()));
      return true;
    });
  }

  /** Who the person is now; holds off revocations until the present transaction ends. */
  public Optional<Admission> admit(UUID id) {
    return rows.admit(id)
        .map(row ->
            new Admission(
                new Person(id, roles(id), row.name()), row.issuedAt(), row.revokedBefore()));
  }

  /** Locks the person's row until the present transaction ends. */
  public void lock(UUID id) {
    rows.lock(id);
  }

  /** Answers whether the person did not have the role. */
  public boolean grant(UUID id, Role role) {
    return rows.grant(id, role.name()) == 1;
  }

  /**
   * Ends all sessions and refuses all tokens of the person, as asked by one of them; a token that
   * is refused already ends nothing.
   */
  public void revokeAll(UUID id, Instant askedByTokenOf) {
    rows.revokeAskedBy(id, askedByTokenOf);
    transactions.afterCommit(() -> bell.ring(Revocations.BELL));
  }

  /** Ends all sessions and refuses all tokens of the person. */
  public void revokeAll(UUID id) {
    rows.revoke(id);
    transactions.afterCommit(() -> bell.ring(Revocations.BELL));
  }

  Optional<PersonRow> find(String issuer, String subject) {
    return rows.find(issuer, subject);
  }

  Set<Role> roles(UUID id) {
    return rows.roles(id).stream().map(Role::valueOf).collect(toUnmodifiableSet());
  }
}
