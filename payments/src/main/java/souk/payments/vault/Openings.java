package souk.payments.vault;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/**
 * Who opens which number, written down before it is opened, and how often in a minute: counted by
 * conditional updates, so that any number of processes together keep the limits.
 */
@Singleton
final class Openings {
  private static final Logger log = LoggerFactory.getLogger(Openings.class);
  private static final String ALL = "*";
  private static final String COUNT =
      """
      INSERT INTO payments.vault_budget (scope, minute, opened)
      VALUES (?, date_trunc('minute', clock_timestamp()), 1)
      ON CONFLICT (scope, minute) DO UPDATE SET opened = vault_budget.opened + 1
        WHERE vault_budget.opened < ?
      """;
  private static final String WRITE_DOWN =
      """
      INSERT INTO payments.vault_opening (token, purpose, subject, outcome) VALUES (?, ?, ?, ?)
      """;
  private static final String FORGET =
      """
      DELETE FROM payments.vault_budget WHERE minute < clock_timestamp() - interval '1 hour'
      """;

  private final Statements database;
  private final Transactions transactions;
  private final VaultConfiguration limits;
  private final MeterRegistry meters;

  Openings(
      Statements database,
      Transactions transactions,
      VaultConfiguration limits,
      MeterRegistry meters) {
    this.database = database;
    this.transactions = transactions;
    this.limits = limits;
    this.meters = meters;
  }

  /** Whether the number may be opened for a charge. */
  boolean grant(VaultToken token, String subject) {
    var granted =
        transactions.call(() -> {
          var within =
              counted(token.value(), limits.getOpenedPerMinuteAndToken())
                  && counted(ALL, limits.getOpenedPerMinute());
          writeDown(token, OpeningPurpose.AUTHORIZE, subject, within ? "GRANTED" : "REFUSED");
          return within;
        });
    count(OpeningPurpose.AUTHORIZE, granted);
    if (!granted) log.warn("the number behind {} is opened too often", token);
    return granted;
  }

  /** The vault's own work is written down and not limited: it ends by itself. */
  void ownWork(VaultToken token, String subject) {
    writeDown(token, OpeningPurpose.FINGERPRINT, subject, "GRANTED");
    count(OpeningPurpose.FINGERPRINT, true);
  }

  /** Whether a person may give us another number within this minute. */
  boolean attempt(UUID person) {
    return counted("person " + person, limits.getNumbersPerMinuteAndPerson());
  }

  /** Counts of minutes long past. */
  void forgetOld() {
    database.update(FORGET, _ -> {});
  }

  private boolean counted(String scope, int most) {
    return database.update(
            COUNT,
            statement -> {
              statement.setString(1, scope);
              statement.setInt(2, most);
            })
        == 1;
  }

  private void writeDown(VaultToken token, OpeningPurpose purpose, String subject, String outcome) {
    database.update(
        WRITE_DOWN,
        statement -> {
          statement.setString(1, token.value());
          statement.setString(2, purpose.name());
          statement.setString(3, subject);
          statement.setString(4, outcome);
        });
  }

  private void count(OpeningPurpose purpose, boolean granted) {
    meters
        .counter(
            "souk.vault.opened",
            "purpose",
            purpose.name().toLowerCase(Locale.ROOT),
            "outcome",
            granted ? "granted" : "refused")
        .increment();
  }
}
