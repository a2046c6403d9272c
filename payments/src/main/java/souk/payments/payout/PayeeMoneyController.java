package souk.payments.payout;

import io.micronaut.core.annotation.Introspected;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.OwnerBalances;
import souk.payments.order.OrderRef;
import souk.payments.payee.Earner;
import souk.payments.payee.Earners;
import souk.payments.payee.Payee;
import souk.payments.payee.Payees;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.page.Span;
import souk.platform.problem.Problem;

@Controller("/v1/payees/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Role.Names.DRIVER, Role.Names.MERCHANT, Role.Names.HOST})
@Tag(name = "payees")
class PayeeMoneyController {
  private final OwnerBalances balances;
  private final EarningRows earnings;
  private final PayoutRows payouts;
  private final Payees payees;
  private final Sendings sendings;
  private final Earners earners;

  PayeeMoneyController(
      OwnerBalances balances,
      EarningRows earnings,
      PayoutRows payouts,
      Payees payees,
      Sendings sendings,
      Earners earners) {
    this.balances = balances;
    this.earnings = earnings;
    this.payouts = payouts;
    this.payees = payees;
    this.sendings = sendings;
    this.earners = earners;
  }

  /**
   * What somebody has in one currency.
   *
   * @param earned of orders, and not on its way yet
   * @param owed to us; kept back of what is earned
   * @param onItsWay to the bank
   * @param change what it would be now in the currency in which he is paid, if that is another; the
   *     rate is fixed when it is taken up
   */
  @Introspected
  @Schema(name = "EarningsBalance")
  record Balance(
      Money earned, Money tips, Money owed, Money onItsWay, @Nullable ChangeView change) {
    static Balance of(Earnings of, Optional<Sending> sending) {
      return new Balance(
          of.earned(),
          of.tips(),
          of.owed(),
          of.onItsWay(),
          sending.isEmpty() ? null : ChangeView.of(sending.get()));
    }
  }

  /**
   * What changed somebody's earnings.
   *
   * @param what {@code COMPLETED} for an order's money, {@code PAYOUT_SENT}, …
   * @param amount negative for what left
   */
  @Introspected
  @Schema(name = "EarningsLine")
  record EarningLine(Instant at, String what, @Nullable OrderRef order, Money amount) {
    static EarningLine of(EarningRows.Line line) {
      var kind = line.orderKind();
      var order = line.orderId();
      return new EarningLine(
          line.at(),
          line.what(),
          kind == null || order == null ? null : new OrderRef(kind, order),
          Money.of(line.amountMinor(), line.currency()));
    }
  }

  @Introspected
  @Schema(name = "Earnings")
  record EarningsPage(
      List<Balance> balances, List<EarningLine> items, @Nullable String nextCursor) {}

  @Get("/earnings{?kind,earner,cursor,limit}")
  @Operation(summary = "What you have earned, order by order, the latest first")
  EarningsPage earnings(
      Person person,
      @QueryValue Payee.@Nullable Kind kind,
      @Nullable @QueryValue UUID earner,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var from = Cursor.of(cursor);
    var who = earners.of(person, kind, earner);
    var found = earnings.lines(who.id().toString(), from.createdAt(), from.id(), limit + 1);
    var page =
        Page.of(found, limit, EarningRows.Line::at, EarningRows.Line::journalId, EarningLine::of);
    return new EarningsPage(balances(who), page.items(), page.nextCursor());
  }

  private List<Balance> balances(Earner earner) {
    var standings = balances.of(earner.id());
    var payee = payees.find(earner);
    return standings.stream()
        .map(one -> one.balance().currency())
        .distinct()
        .map(currency -> Earnings.of(standings, currency))
        .map(earned -> Balance.of(earned, payee.flatMap(who -> sending(who, earned))))
        .toList();
  }

  /** What cannot be changed at such a rate is not taken up either. */
  private Optional<Sending> sending(Payee payee, Earnings earned) {
    try {
      return sendings.of(payee, earned.shares());
    } catch (ArithmeticException tooMuch) {
      return Optional.empty();
    }
  }

  @Get("/payouts{?kind,earner,cursor,limit}")
  @Operation(summary = "What was sent to your bank, the latest first")
  Page<PayoutView> payouts(
      Person person,
      @QueryValue Payee.@Nullable Kind kind,
      @Nullable @QueryValue UUID earner,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var who = earners.of(person, kind, earner);
    var from = Cursor.of(cursor);
    var always = Span.of(null, null);
    var found =
        payouts.page(
            who.id(),
            null,
            null,
            null,
            always.from(),
            always.until(),
            from.createdAt(),
            from.id(),
            limit + 1);
    return Page.of(found, limit, PayoutRow::takenUpAt, PayoutRow::id, PayoutView::of);
  }

  @Get("/payouts/{payoutId}{?kind,earner}")
  @Operation(summary = "Where a payout stands")
  PayoutView payout(
      Person person,
      UUID payoutId,
      @QueryValue Payee.@Nullable Kind kind,
      @Nullable @QueryValue UUID earner) {
    return payouts
        .ofPayee(earners.of(person, kind, earner).id(), payoutId)
        .map(PayoutView::of)
        .orElseThrow(() -> Problem.notFound("payout"));
  }
}
