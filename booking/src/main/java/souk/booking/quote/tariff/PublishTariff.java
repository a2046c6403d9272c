package souk.booking.quote.tariff;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.dispatch.Product;
import souk.dispatch.city.City;
import souk.payments.charge.Chargeable;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Operations make the next version of a tariff. Prices that were quoted before stay as they are.
 */
@Singleton
final class PublishTariff {
  private final Tariffs tariffs;
  private final Chargeable chargeable;
  private final ActionLog actions;
  private final Transactions transactions;
  private final DatabaseClock clock;

  PublishTariff(
      Tariffs tariffs,
      Chargeable chargeable,
      ActionLog actions,
      Transactions transactions,
      DatabaseClock clock) {
    this.tariffs = tariffs;
    this.chargeable = chargeable;
    this.actions = actions;
    this.transactions = transactions;
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
   * @throws Problem 422 {@code effective_in_the_past}, {@code currency_unsupported}, {@code
   *     currency_not_chargeable}; 409 {@code tariff_replaced}
   */
  Tariff publish(Operator operator, City city, Product product, Draft draft) {
    if (draft.effectiveFrom() != null && draft.effectiveFrom().isBefore(clock.now())) {
      throw Problem.refused("effective_in_the_past", "A tariff takes effect now or later.");
    }
    chargeable.requireEvery(city.currency());
    return transactions.call(() -> {
      var made =
          tariffs
              .enter(operator, city, product, draft)
              .orElseThrow(() -> replaced(tariffs.latest(city, product)));
      actions.add(operator, published(tariffs.replacedBy(made), made));
      return made;
    });
  }

  private static OperatorAction published(Optional<Tariff> before, Tariff made) {
    return new OperatorAction(
        "tariff.published",
        "tariff",
        made.cityId() + "/" + made.product(),
        made.reason(),
        before.orElse(null),
        made);
  }

  private static Problem replaced(long latest) {
    return Problem.conflict(
            "tariff_replaced", "Another version is the latest; look at it and decide again.")
        .with("latest_version", latest);
  }
}
