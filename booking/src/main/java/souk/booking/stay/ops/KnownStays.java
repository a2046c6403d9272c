package souk.booking.stay.ops;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.platform.postgres.Statements;

/** Which stays there are, for whoever tells of them from several modules. */
@Singleton
public final class KnownStays {
  private final Statements database;

  KnownStays(Statements database) {
    this.database = database;
  }

  public boolean contains(UUID stayId) {
    return database.prepare(
        "SELECT 1 FROM booking.stay WHERE id = ?",
        statement -> {
          statement.setObject(1, stayId);
          try (var row = statement.executeQuery()) {
            return row.next();
          }
        });
  }
}
