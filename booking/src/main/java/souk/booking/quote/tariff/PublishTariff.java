package souk.booking.quote.tariff;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.Product;
import souk.dispatch.city.City;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * Operations make the next version of a tariff. Prices that were quoted before stay as they are.
 */
@Singleton
final class PublishTariff {
  private static final Logger log = LoggerFactory.getLogger(PublishTariff.class);

  private final Tariffs tariffs;
  private final DatabaseClock clock;

  PublishTariff(Tariffs tariffs, DatabaseClock clock) {
    this.tariffs = tariffs;
    this.clock = clock;
  }

  /**
   * What an operator wants.
   *
   * @param replaces the version he saw as the latest; 0 for a product that has none
   * @param effectiveFrom null for at once
   */
  record Draft(long replaces, @Nullable Instant effectiveFrom, String reason, Terms terms) {}

  /**
   * Two operators who start from the same version do not overwrite each other: the second is told.
   *
   * @throws Problem 422 {@code effective_in_the_past}; 409 {@code tariff_replaced}
   */
  Tariff publish(UUID operator, City city, Product product, Draft draft) {
    if (draft.effectiveFrom() != null && draft.effectiveFrom().isBefore(clock.now())) {
      throw Problem.refused("effective_in_the_past", "A tariff takes effect now or later.");
    }
    var made =
        tariffs
            .enter(operator, city, product, draft)
            .orElseThrow(() -> replaced(tariffs.latest(city, product)));
    log.info(
        "operator {} made version {} of {} in {}: {}",
        operator,
        made.version(),
        made.product(),
        made.cityId(),
        made.reason());
    return made;
  }

  private static Problem replaced(long latest) {
    return Problem.conflict(
            "tariff_replaced", "Another version is the latest; look at it and decide again.")
        .with("latest_version", latest);
  }
}
