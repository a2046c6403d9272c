package souk.payments.card;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import souk.payments.card.CardController.CardView;
import souk.payments.vault.Cvc;
import souk.payments.vault.Pan;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

/**
 * The only way in for numbers: a path of its own, so that a proxy, a log or an auditor can tell by
 * the path which requests carry one. Takes none unless {@code souk.vault.numbers} is on.
 */
@Controller("/v1/cards/numbers")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.CUSTOMER)
@Tag(name = "cards")
class CardNumberController {
  private final @Nullable RegisterNumber registerNumber;

  CardNumberController(@Nullable RegisterNumber registerNumber) {
    this.registerNumber = registerNumber;
  }

  /**
   * @param number 12 to 19 digits, blanks and hyphens between them allowed
   * @param cvc three or four digits; used once, now, and never kept
   */
  @Introspected
  record NewNumber(
      @NotNull @Schema(implementation = String.class, accessMode = Schema.AccessMode.WRITE_ONLY)
          Pan number,
      @Min(1) @Max(12) int expMonth,
      @Min(2000) @Max(2999) int expYear,
      @NotNull @Schema(implementation = String.class, accessMode = Schema.AccessMode.WRITE_ONLY)
          Cvc cvc) {}

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(
      summary = "Register a card by its number",
      description =
          "Only where the payment provider has no tokens of its own; elsewhere this is 404.")
  HttpResponse<CardView> register(Person person, @Body @Valid NewNumber request) {
    try (var pan = request.number();
        var cvc = request.cvc()) {
      if (registerNumber == null) throw notTaken();
      var card =
          registerNumber.register(person.id(), pan, request.expMonth(), request.expYear(), cvc);
      return HttpResponse.created(CardView.of(card));
    }
  }

  private static Problem notTaken() {
    return Problem.ofStatus(
        404, "numbers_not_taken", "Cards are registered here by the provider's tokens only.");
  }
}
