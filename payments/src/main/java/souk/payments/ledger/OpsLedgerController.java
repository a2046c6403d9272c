package souk.payments.ledger;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.LedgerSums.Sum;
import souk.payments.ledger.LedgerSums.Unfinished;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

@Controller("/v1/ops/ledger")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OpsLedgerController {
  /** By then a transaction that posts is over. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final LedgerSums sums;
  private final ExportJournals export;
  private final DatabaseClock clock;

  OpsLedgerController(LedgerSums sums, ExportJournals export, DatabaseClock clock) {
    this.sums = sums;
    this.export = export;
    this.clock = clock;
  }

  /**
   * The whole ledger on a page.
   *
   * @param total in each currency what all of it sums to: zero
   */
  @Introspected
  @Schema(name = "TrialBalance")
  record TrialBalance(boolean balanced, List<Money> total, List<Sum> items) {}

  @Get("/trial-balance")
  @Operation(summary = "What the accounts of each kind stand at; a debit is positive")
  TrialBalance trialBalance() {
    var items = sums.byKind();
    var total =
        items.stream()
            .map(Sum::balance)
            .collect(groupingBy(Money::currency, reducing(Money::plus)))
            .values()
            .stream()
            .flatMap(Optional::stream)
            .sorted(comparing(sum -> sum.currency().getCurrencyCode()))
            .toList();
    return new TrialBalance(total.stream().allMatch(sum -> sum.minor() == 0), total, items);
  }

  @Get("/open{?cursor,limit}")
  @Operation(summary = "Clearing accounts that are not back at zero, with their age, latest first")
  Page<Unfinished> open(
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = sums.unfinished(Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, Unfinished::since, Unfinished::id, one -> one);
  }

  @Get(value = "/export{?format,from,until}", produces = MediaType.TEXT_PLAIN)
  @Operation(summary = "The journals of a span of time, for ledger, hledger or beancount")
  HttpResponse<Writable> journals(
      @QueryValue JournalText.Format format,
      @Nullable @QueryValue Instant from,
      @Nullable @QueryValue Instant until) {
    var latest = clock.now().minus(SETTLED);
    var end = until == null || until.isAfter(latest) ? latest : until;
    var start = from == null || from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
    if (start.isAfter(end)) throw Problem.refused("span_empty", "Let from lie before until.");
    return HttpResponse.ok(out -> export.write(format, start, end, out));
  }
}
