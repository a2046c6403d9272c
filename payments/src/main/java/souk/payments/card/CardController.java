package souk.payments.card;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

@Controller("/v1/cards")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.CUSTOMER)
@Tag(name = "cards")
class CardController {
  /** Begins with a letter, so that nobody's card number is taken for a token. */
  private static final String TOKEN = "[A-Za-z][A-Za-z0-9_]{2,250}";

  private final Cards cards;
  private final RemoveCard removeCard;

  CardController(Cards cards, RemoveCard removeCard) {
    this.cards = cards;
    this.removeCard = removeCard;
  }

  @Introspected
  record RegisterCard(
      @NotNull @Pattern(regexp = TOKEN, message = "must be a token of the payment provider")
          String pspToken) {}

  @Introspected
  record CardView(UUID id, String token, String brand, String last4, int expMonth, int expYear) {
    static CardView of(Card card) {
      return new CardView(
          card.id(),
          card.name().value(),
          card.brand(),
          card.last4(),
          card.expMonth(),
          card.expYear());
    }
  }

  @Introspected
  record CardList(List<CardView> items, @Nullable String nextCursor) {}

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Register a card by the payment provider's token")
  HttpResponse<CardView> register(Person person, @Body @Valid RegisterCard request) {
    return HttpResponse.created(CardView.of(cards.register(person.id(), request.pspToken())));
  }

  @Get
  @Operation(summary = "Your cards, the newest first")
  CardList list(Person person) {
    return new CardList(cards.list(person.id()).stream().map(CardView::of).toList(), null);
  }

  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Remove a card: nobody pays with it any more, and its secrets are destroyed",
      description = "Payments that are under way are completed. The same again changes nothing.")
  void remove(Person person, @PathVariable UUID id) {
    removeCard.remove(person.id(), id);
  }
}
