package souk.dispatch.driver;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Frees a driver of his open offer and remembers who was freed; trips are not its business. */
@Singleton
@Primary
@Requires(property = "test.driver", value = "true")
final class WithdrawnOffers implements OffersOfDriver {
  private final JdbcOperations database;
  private final List<UUID> withdrawn = new CopyOnWriteArrayList<>();

  WithdrawnOffers(JdbcOperations database) {
    this.database = database;
  }

  @Override
  public void withdraw(UUID driver) {
    int freed =
        database.prepareStatement(
            "DELETE FROM dispatch.driver_claim WHERE driver_id = ? AND kind = 'OFFER'",
            statement -> {
              statement.setObject(1, driver);
              return statement.executeUpdate();
            });
    if (freed > 0) withdrawn.add(driver);
  }

  List<UUID> withdrawn() {
    return withdrawn;
  }
}
