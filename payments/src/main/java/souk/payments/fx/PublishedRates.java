package souk.payments.fx;

import static java.util.Objects.requireNonNull;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.page.Cursor;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * The rates that operations have published; a row is never changed. The row of the pair decides who
 * publishes first, so no rate is ever published after a later one.
 */
@Singleton
final class PublishedRates implements Rates {
  /** Whoever publishes may have a clock of his own. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private final RateRows rows;
  private final FxConfiguration configuration;
  private final DatabaseClock clock;
  private final ActionLog actions;
  private final Transactions transactions;

  PublishedRates(
      RateRows rows,
      FxConfiguration configuration,
      DatabaseClock clock,
      ActionLog actions,
      Transactions transactions) {
    this.rows = rows;
    this.configuration = configuration;
    this.clock = clock;
    this.actions = actions;
    this.transactions = transactions;
  }

  @Override
  public Optional<Rate> between(Currency one, Currency other, Instant now) {
    return rows.latest(one.getCurrencyCode(), other.getCurrencyCode())
        .map(RateRow::published)
        .filter(rate -> !rate.asOf().isBefore(staleBefore(now)));
  }

  @Override
  public Instant staleBefore(Instant now) {
    return now.minus(configuration.rateMaxAge());
  }

  @Override
  public int spreadPoints() {
    return configuration.spreadPoints();
  }

  List<RateRow> page(Cursor from, int limit) {
    return rows.page(from.createdAt(), from.id(), limit);
  }

  /**
   * A rate as it is told.
   *
   * @param confirmed that it is meant, however far it is from the one before
   */
  record Told(
      Currency base,
      Currency quote,
      BigDecimal rate,
      String source,
      Instant asOf,
      boolean confirmed) {
    Told {
      // as the database keeps it, or the same told twice would not be the same
      asOf = asOf.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /**
   * Publishes a rate; the same told again is the first one.
   *
   * @throws Problem 422 {@code rate_from_the_future}, {@code rate_stale} and {@code
   *     rate_implausible}, 409 {@code rate_superseded} when a newer one is known and {@code
   *     rate_told_otherwise} when the pair has another one of that instant
   */
  RateRow publish(Operator operator, Told told) {
    return transactions.call(() -> {
      refuse(told, clock.now());
      var base = told.base().getCurrencyCode();
      var quote = told.quote().getCurrencyCode();
      if (rows.advance(base, quote, told.asOf()) == 0) return toldBefore(told);
      rows.latest(base, quote)
          .map(RateRow::published)
          .ifPresent(before -> refuseLeap(told, before));
      enter(operator, told);
      log(operator, told);
      return find(told).orElseThrow();
    });
  }

  /** The pair has one that is as late, which may be this one, or later. */
  private RateRow toldBefore(Told told) {
    return find(told)
        .map(row -> same(told, row))
        .orElseThrow(() -> Problem.conflict("rate_superseded", "A newer one is known."));
  }

  private Optional<RateRow> find(Told told) {
    return rows.of(told.base().getCurrencyCode(), told.quote().getCurrencyCode(), told.asOf());
  }

  private void enter(Operator operator, Told told) {
    rows.enter(
        UuidCreator.getTimeOrderedEpoch(),
        told.base().getCurrencyCode(),
        told.quote().getCurrencyCode(),
        told.rate(),
        told.source(),
        told.asOf(),
        requireNonNull(operator.id()));
  }

  private void refuse(Told told, Instant now) {
    if (told.asOf().isAfter(now.plus(CLOCKS_APART))) {
      throw Problem.refused("rate_from_the_future", "A rate is of now or before.");
    }
    if (told.asOf().isBefore(staleBefore(now))) {
      throw Problem.refused(
          "rate_stale", "It is older than %s.".formatted(configuration.rateMaxAge()));
    }
  }

  private void refuseLeap(Told told, Rate before) {
    if (!told.confirmed() && hasLeapt(told, before)) {
      throw Problem.refused(
          "rate_implausible",
          "The one before is %s %s for one %s: confirm it if this one is meant."
              .formatted(before.rate().toPlainString(), before.quote(), before.base()));
    }
  }

  /** Compared as products, for the other way round nothing needs to be divided. */
  private boolean hasLeapt(Told told, Rate before) {
    var isSameWay = told.base().equals(before.base());
    var present = isSameWay ? told.rate() : told.rate().multiply(before.rate());
    var past = isSameWay ? before.rate() : BigDecimal.ONE;
    var whole = BigDecimal.valueOf(Exchange.POINTS);
    var leap = BigDecimal.valueOf(configuration.movePoints());
    return present.subtract(past).abs().multiply(whole).compareTo(past.multiply(leap)) > 0;
  }

  private static RateRow same(Told told, RateRow row) {
    var isSame =
        row.base().equals(told.base().getCurrencyCode())
            && row.rate().compareTo(told.rate()) == 0
            && row.source().equals(told.source());
    if (!isSame) {
      throw Problem.conflict(
          "rate_told_otherwise", "The pair has another rate of this instant; rates never change.");
    }
    return row;
  }

  private void log(Operator operator, Told told) {
    var row = find(told).orElseThrow();
    actions.add(
        operator,
        new OperatorAction(
            "rate.published",
            "fx_rate",
            row.id(),
            told.source(),
            null,
            Map.of("base", row.base(), "quote", row.quote(), "rate", row.rate().toPlainString())));
  }
}
