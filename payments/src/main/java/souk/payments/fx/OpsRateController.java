package souk.payments.fx;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.fx.PublishedRates.Told;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

@Controller("/v1/ops/rates")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OpsRateController {
  private static final String CURRENCY = "[A-Z]{3}";

  // said, too, because the digits of an exponent near the largest int are counted wrongly
  private static final String RATE_MAX = "999999999999.999999999999";

  private final PublishedRates rates;
  private final DatabaseClock clock;

  OpsRateController(PublishedRates rates, DatabaseClock clock) {
    this.rates = rates;
    this.clock = clock;
  }

  /**
   * What operations say of two currencies.
   *
   * @param rate so many units of {@code quote} for one of {@code base}
   * @param confirmed that it is meant, however far it is from the one before
   */
  @Introspected
  @Schema(name = "PublishRate")
  record Publication(
      @NotNull @Pattern(regexp = CURRENCY) String base,
      @NotNull @Pattern(regexp = CURRENCY) String quote,
      @NotNull @Positive @DecimalMax(RATE_MAX) @Digits(integer = 12, fraction = 12) BigDecimal rate,
      @NotBlank @Size(max = 80) @Pattern(regexp = "\\P{Cntrl}*") String source,
      @NotNull Instant asOf,
      @Nullable Boolean confirmed) {}

  /**
   * A rate.
   *
   * @param stale it is too old for money to be changed at it
   */
  @Introspected
  @Schema(name = "Rate")
  record RateView(
      UUID id,
      String base,
      String quote,
      BigDecimal rate,
      String source,
      Instant asOf,
      UUID publishedBy,
      Instant publishedAt,
      boolean stale) {
    static RateView of(RateRow row, Instant staleBefore) {
      return new RateView(
          row.id(),
          row.base(),
          row.quote(),
          row.rate(),
          row.source(),
          row.asOf(),
          row.publishedBy(),
          row.publishedAt(),
          row.asOf().isBefore(staleBefore));
    }
  }

  /** Idempotent by what it says: the same again answers the first. */
  @Post
  @Operation(summary = "Publish what one unit of a currency is worth in another")
  RateView publish(Person operator, @Body @Valid Publication request) {
    var base = currency(request.base());
    var quote = currency(request.quote());
    if (base.equals(quote)) {
      throw Problem.refused("rate_same_currency", "A rate is between two currencies.");
    }
    var told =
        new Told(
            base,
            quote,
            request.rate().stripTrailingZeros(),
            request.source().strip(),
            request.asOf(),
            Boolean.TRUE.equals(request.confirmed()));
    return RateView.of(rates.publish(Operator.of(operator), told), rates.staleBefore(clock.now()));
  }

  @Get("{?cursor,limit}")
  @Operation(summary = "Published rates, the latest first")
  Page<RateView> list(
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var staleBefore = rates.staleBefore(clock.now());
    return Page.of(
        rates.page(Cursor.of(cursor), limit + 1),
        limit,
        RateRow::asOf,
        RateRow::id,
        row -> RateView.of(row, staleBefore));
  }

  private static Currency currency(String code) {
    try {
      var currency = Currency.getInstance(code);
      if (currency.getDefaultFractionDigits() >= 0) return currency;
    } catch (IllegalArgumentException _) {
      // as one that is no money
    }
    throw Problem.refused("currency_unknown", "ISO 4217 has no money called " + code + ".");
  }
}
