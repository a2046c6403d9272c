package souk.booking.debt;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.idempotency.Answer;
import souk.platform.idempotency.Idempotency;
import souk.platform.idempotency.Idempotent;
import souk.platform.idempotency.IdempotentCall;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;
import souk.platform.push.Bell;

@Tag(name = "debts")
@Controller("/v1/debts")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class DebtController {
  private final Debts debts;
  private final DebtViews views;
  private final PayDebt payDebt;
  private final Idempotency idempotency;
  private final Bell bell;

  DebtController(
      Debts debts,
      DebtViews views,
      PayDebt payDebt,
      @Named("booking") Idempotency idempotency,
      Bell bell) {
    this.debts = debts;
    this.views = views;
    this.payDebt = payDebt;
    this.idempotency = idempotency;
    this.bell = bell;
  }

  @Introspected
  @Schema(name = "PayDebt")
  record Payment(@NotNull UUID cardId) {}

  @Get
  @Operation(summary = "What I owe and owed, newest first")
  Page<DebtView> list(
      Person rider,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = debts.ofRider(rider.id(), Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, Debt::openedAt, Debt::id, views::of);
  }

  @Get("/{debtId}")
  @Operation(summary = "One of my debts")
  DebtView show(Person rider, UUID debtId) {
    return debts
        .find(debtId)
        .filter(debt -> debt.riderId().equals(rider.id()))
        .map(views::of)
        .orElseThrow(() -> Problem.notFound("debt"));
  }

  /** Answers 202: the card is being asked; what it said, and what its bank asks, the debt says. */
  @Post("/{debtId}/pay")
  @Idempotent
  @Operation(summary = "Pay one of my debts with a card")
  @ApiResponse(
      responseCode = "202",
      description = "The debt, whose card is being asked; what became of it is read there",
      content = @Content(schema = @Schema(implementation = DebtView.class)))
  HttpResponse<?> pay(Person rider, UUID debtId, IdempotentCall call, @Body @Valid Payment with) {
    var answer = idempotency.once(call, () -> begun(rider, debtId, with));
    bell.ring(CollectDebts.BELL);
    return Idempotency.http(answer);
  }

  private Answer begun(Person rider, UUID debtId, Payment with) {
    var debt = payDebt.pay(rider.id(), debtId, with.cardId());
    return idempotency.json(
        202, Map.of("Location", "/v1/debts/" + debtId), debtId, DebtView.of(debt));
  }
}
