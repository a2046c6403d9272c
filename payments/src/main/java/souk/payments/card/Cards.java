package souk.payments.card;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspToken;
import souk.payments.vault.VaultToken;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** The cards of all people; each sees only his own. */
@Singleton
public final class Cards {
  /** So that the list of a person's cards needs no pages, and stolen ones are not tried in bulk. */
  static final int CARDS_MAX = 50;

  private final CardRows rows;
  private final Psp psp;
  private final Payers payers;
  private final AttachCard attachCard;
  private final Transactions transactions;

  Cards(CardRows rows, Psp psp, Payers payers, AttachCard attachCard, Transactions transactions) {
    this.rows = rows;
    this.psp = psp;
    this.payers = payers;
    this.attachCard = attachCard;
    this.transactions = transactions;
  }

  /**
   * Remembers the card behind the provider's token, and has the provider keep it for its owner; the
   * same token again answers the same card. Asks the provider, so it must not be called in a
   * transaction.
   *
   * @throws Problem 422 {@code card_refused} when the token stands for no card or for one that
   *     cannot be used again, 422 {@code card_of_another}, 422 {@code card_declined} with the
   *     issuer's {@code reason}, 422 {@code too_many_cards}, 503 {@code payments_unavailable} when
   *     the provider does not answer
   */
  public Card register(UUID owner, String pspToken) {
    return known(owner, pspToken).orElseGet(() -> registered(owner, pspToken));
  }

  private Optional<Card> known(UUID owner, String pspToken) {
    return rows.byToken(owner, pspToken).map(CardRow::card);
  }

  private Card registered(UUID owner, String pspToken) {
    var card = ask(pspToken);
    var customer = card.token().customer();
    if (customer == null) return attached(owner, pspToken);
    payers.requireOwn(owner, customer);
    return add(card(owner, card), pspToken);
  }

  private Card attached(UUID owner, String pspToken) {
    if (rows.ofOwner(owner, CARDS_MAX).size() == CARDS_MAX) throw tooMany();
    var intended = attachCard.intend(owner, pspToken);
    // whoever was faster has the card, and what was intended is another one already
    return known(owner, pspToken).orElseGet(() -> attached(intended));
  }

  private Card attached(AttachmentRow intended) {
    var card = attachCard.attach(intended);
    return transactions.call(() -> {
      attachCard.answered(intended);
      return add(card(intended.ownerId(), card), intended.pspToken());
    });
  }

  /** The owner's card; empty when there is none, or when it is another's. */
  public Optional<Card> find(UUID owner, UUID cardId) {
    return rows.byId(owner, cardId).map(CardRow::card);
  }

  /** A card of his for receipts, even one that was removed since; it cannot be charged by that. */
  public Optional<Card> shown(UUID owner, UUID cardId) {
    return rows.ever(owner, cardId).map(CardRow::card);
  }

  /** The owner's cards, the newest first. */
  public List<Card> list(UUID owner) {
    return rows.ofOwner(owner, CARDS_MAX).stream().map(CardRow::card).toList();
  }

  private PspCard ask(String pspToken) {
    return switch (psp.card(pspToken)) {
      case Lookup.Found<PspCard>(var card) -> card;
      case Lookup.Absent<PspCard> _ ->
          throw Problem.refused(
              "card_refused", "The payment provider knows no card by this token.");
      case Lookup.Unavailable<PspCard> _ -> throw Payers.unavailable();
    };
  }

  private static Card card(UUID owner, PspCard card) {
    var print = card.fingerprint();
    return new Card(
        UuidCreator.getTimeOrderedEpoch(),
        owner,
        VaultToken.random(),
        card.brand(),
        card.last4(),
        card.expMonth(),
        card.expYear(),
        print == null ? null : "psp " + print,
        card.country(),
        card.token());
  }

  /**
   * Adds a card unless the owner has it already; answers the one he has.
   *
   * @param known by what the owner's cards are told apart
   * @throws Problem 422 {@code too_many_cards}, and {@code card_refused} when the provider was told
   *     to forget it
   */
  Card add(Card card, String known) {
    return transactions.call(() -> {
      refuseWhatWasLetGo(card.token());
      enter(card, known);
      return rows.byToken(card.owner(), known).map(CardRow::card).orElseThrow(Cards::tooMany);
    });
  }

  private static Problem tooMany() {
    return Problem.refused("too_many_cards", "There is no room for more than 50 cards.");
  }

  /** Whoever lets go of it waits for us, or we for him: {@link RemoveCard} has the other half. */
  private void refuseWhatWasLetGo(PspToken token) {
    var method = token.paymentMethod();
    // what was let go is nobody's there, and shown for ever
    var isGone =
        token.customer() == null ? rows.wasLetGo(method) : rows.lockUnlessLetGo(method) == 0;
    if (!isGone) return;
    throw Problem.refused(
        "card_refused", "This card was removed; give it to the payment provider once more.");
  }

  private void enter(Card card, String known) {
    rows.add(
        card.id(),
        card.owner(),
        card.name().value(),
        known,
        card.token().paymentMethod(),
        card.token().customer(),
        card.brand(),
        card.last4(),
        card.expMonth(),
        card.expYear(),
        card.fingerprint(),
        card.country(),
        CARDS_MAX);
  }
}
