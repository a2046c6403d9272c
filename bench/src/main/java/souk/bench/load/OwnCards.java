package souk.bench.load;

import java.sql.SQLException;

/**
 * The provider has one test card of a kind, with one number: as if all people shared it. Here each
 * has a number of his own, as people have, since rules against fraud count what a number has paid.
 */
public final class OwnCards {
  private static final String TELL_APART = "UPDATE payments.card SET fingerprint = 'own-' || id";

  private OwnCards() {}

  /** Makes the numbers of all cards of this database differ. */
  public static void of(Engines engines, String database) throws SQLException {
    try (var connection = engines.connect(database);
        var statement = connection.createStatement()) {
      statement.executeUpdate(TELL_APART);
    }
  }
}
