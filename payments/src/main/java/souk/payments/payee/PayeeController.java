package souk.payments.payee;

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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayeeNeed;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspTransfers.Bank;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Controller("/v1/payees/me")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Role.Names.DRIVER, Role.Names.MERCHANT, Role.Names.HOST})
@Tag(name = "payees")
class PayeeController {
  /** Begins with a letter, so that nobody's account number is taken for a token. */
  private static final String TOKEN = "[A-Za-z]{2,10}_[A-Za-z0-9_]{2,190}";

  private final Payees payees;
  private final PayeeLinks links;
  private final Earners earners;

  PayeeController(Payees payees, PayeeLinks links, Earners earners) {
    this.payees = payees;
    this.links = links;
    this.earners = earners;
  }

  /**
   * How somebody wants to be paid.
   *
   * @param currency in which he is paid whatever he earns; what he earns in another is changed at
   *     the published rate; absent: he is paid in what he earns
   */
  @Introspected
  @Schema(name = "RegisterPayee")
  record Wish(
      @NotNull PayoutMethod method,
      @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be a country of ISO 3166, as MC")
          String country,
      @NotNull @Pattern(regexp = TOKEN, message = "must be a token of the payment provider")
          String bankToken,
      @Nullable @Pattern(regexp = "[A-Z]{3}", message = "must be a currency of ISO 4217, as EUR")
          String currency) {
    /** Null for none: he is paid in what he earns. */
    @Nullable Currency payoutCurrency() {
      if (currency == null) return null;
      try {
        return Currency.getInstance(currency);
      } catch (IllegalArgumentException _) {
        throw Problem.refused("currency_unknown", "ISO 4217 has no " + currency + ".");
      }
    }
  }

  /** Something that the payment provider wants of a payee, and what he does about it. */
  @Introspected
  @Schema(name = "PayeeRequirement")
  record Requirement(String code, String toDo) {
    static Requirement of(PayeeNeed need) {
      return new Requirement(need.code(), need.advice());
    }
  }

  /**
   * A payee as he sees himself.
   *
   * @param toDo what he has to do before he is paid; null when it is nothing
   * @param requirements what the payment provider wants of him, given on the page of {@code POST
   *     /v1/payees/me/onboarding}; it may want something though he is paid still
   */
  @Introspected
  @Schema(name = "Payee")
  record PayeeView(
      UUID id,
      Payee.Kind kind,
      PayoutMethod method,
      Payee.Status status,
      @Nullable String reason,
      @Nullable String toDo,
      List<Requirement> requirements,
      @Nullable String currency,
      Instant createdAt) {
    static PayeeView of(Payee payee) {
      var setback = payee.setback();
      var currency = payee.currency();
      return new PayeeView(
          payee.id(),
          payee.kind(),
          payee.method(),
          payee.status(),
          setback == null ? null : setback.code(),
          PayeeWords.toDo(payee),
          payee.needs().stream().map(Requirement::of).toList(),
          currency == null ? null : currency.getCurrencyCode(),
          payee.createdAt());
    }
  }

  /** Idempotent by state: the same again answers the same. */
  @Post("{?kind,earner}")
  @Operation(summary = "Be paid for what you earn, in this way; who was paused is paid again")
  PayeeView register(
      Person person,
      @QueryValue Payee.@Nullable Kind kind,
      @Nullable @QueryValue UUID earner,
      @Body @Valid Wish wish) {
    return PayeeView.of(
        payees.register(
            earners.of(person, kind, earner),
            wish.method(),
            new Bank(wish.country(), wish.bankToken()),
            wish.payoutCurrency()));
  }

  @Get("{?kind,earner}")
  @Operation(summary = "How you are paid")
  PayeeView get(
      Person person, @QueryValue Payee.@Nullable Kind kind, @Nullable @QueryValue UUID earner) {
    return payees
        .find(earners.of(person, kind, earner))
        .map(PayeeView::of)
        .orElseThrow(() -> Problem.notFound("payee yet: ask to be one"));
  }

  /** Each link is a new one: it is for him alone, and opens once. */
  @Post("/onboarding{?kind,earner}")
  @Operation(
      summary =
          "A page of the payment provider's: to give what it wants of you, or your account there")
  PayeeLinks.PageLink onboarding(
      Person person, @QueryValue Payee.@Nullable Kind kind, @Nullable @QueryValue UUID earner) {
    return links.fresh(earners.of(person, kind, earner));
  }
}
