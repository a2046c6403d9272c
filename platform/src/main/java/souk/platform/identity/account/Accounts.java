package souk.platform.identity.account;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.platform.identity.password.PasswordHash;
import souk.platform.identity.proof.Recipients;

/** The accounts of the built-in issuer. */
@Singleton
public final class Accounts implements Recipients {
  private final AccountRows rows;

  Accounts(AccountRows rows) {
    this.rows = rows;
  }

  public Optional<Account> find(EmailAddress email) {
    return rows.findByEmail(email.text()).map(AccountRow::account);
  }

  public Optional<Account> find(UUID id) {
    return rows.find(id).map(AccountRow::account);
  }

  @Override
  public Optional<UUID> person(String email) {
    return rows.findByEmail(email).map(AccountRow::personId);
  }

  /** Whether the account's password has not been reset since it was read. */
  public boolean hasSamePassword(Account account) {
    return rows.find(account.id())
        .filter(row -> row.passwordVersion() == account.passwordVersion())
        .isPresent();
  }

  /** Keeps the same password under another hash, unless it has changed meanwhile. */
  public void rehash(Account account, PasswordHash hash) {
    rows.replacePassword(account.id(), account.password().encoded(), hash.encoded());
  }

  boolean add(UUID id, EmailAddress email, PasswordHash password) {
    return rows.add(id, email.text(), password.encoded()) == 1;
  }

  void setPassword(UUID id, PasswordHash password) {
    rows.setPassword(id, password.encoded());
  }

  void verify(UUID id) {
    rows.verify(id);
  }
}
