package souk.booking.debt;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.payments.card.Cards;
import souk.payments.charge.Charges;
import souk.platform.problem.Problem;

/** The rider pays what he owes with a card of his choice. */
@Singleton
final class PayDebt {
  private final Debts debts;
  private final Cards cards;
  private final Charges charges;

  PayDebt(Debts debts, Cards cards, Charges charges) {
    this.debts = debts;
    this.cards = cards;
    this.charges = charges;
  }

  /**
   * Begins an attempt, which is driven elsewhere: no provider is called in the transaction of the
   * caller's idempotency key.
   *
   * @throws Problem 404 for a debt that is not his, 422 {@code card_unknown}, 409 {@code
   *     debt_collecting} while a card is asked already, 409 {@code debt_settled}, 503 {@code
   *     payments_unavailable} while the provider is left alone
   */
  Debt pay(UUID riderId, UUID debtId, UUID cardId) {
    var debt =
        debts
            .find(debtId)
            .filter(found -> found.riderId().equals(riderId))
            .orElseThrow(() -> Problem.notFound("debt"));
    if (cards.find(riderId, cardId).isEmpty()) {
      throw Problem.refused("card_unknown", "There is no such card in this account.");
    }
    charges.requireProvider();
    return debts.pay(debt.id(), cardId).orElseThrow(() -> refused(debtId));
  }

  private Problem refused(UUID debtId) {
    var present = debts.find(debtId).orElseThrow();
    return present.status().owed()
        ? Problem.conflict("debt_collecting", "A card is being asked for this debt already.")
        : Problem.conflict("debt_settled", "This debt is settled.");
  }
}
