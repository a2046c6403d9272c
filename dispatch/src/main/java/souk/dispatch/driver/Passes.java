package souk.dispatch.driver;

import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Counts the offers that a driver lets run out in a row: who does not look at his phone is not
 * asked for ever. Called with his row locked.
 */
@Singleton
public final class Passes {
  private final PassRows rows;
  private final Drivers drivers;

  Passes(PassRows rows, Drivers drivers) {
    this.rows = rows;
    this.drivers = drivers;
  }

  /** He answered: the count begins anew. */
  public void answered(Driver locked) {
    if (locked.passedInRow() > 0) rows.answered(locked.id());
  }

  /** He let an offer run out; the {@code limit}-th in a row takes him off line. */
  public void letPass(UUID driver, int limit) {
    rows.letPass(driver);
    drivers
        .lock(driver)
        .filter(one -> one.online() && one.passedInRow() >= limit)
        .ifPresent(one -> drivers.save(one.offline(), Driver.Change.OFFLINE));
  }
}
