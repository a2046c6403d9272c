package souk.payments.card;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspCustomers;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.Refusal;
import souk.platform.problem.Problem;

/** Has the provider keep a card for its owner: otherwise it could be charged once only. */
@Singleton
final class AttachCard {
  private final AttachmentRows rows;
  private final Payers payers;
  private final PspCustomers provider;

  AttachCard(AttachmentRows rows, Payers payers, PspCustomers provider) {
    this.rows = rows;
    this.payers = payers;
    this.provider = provider;
  }

  /** Writes down that the token is to be the owner's, before anybody is asked. */
  AttachmentRow intend(UUID owner, String pspToken) {
    rows.intend(UuidCreator.getTimeOrderedEpoch(), owner, pspToken);
    return rows.of(owner, pspToken);
  }

  /**
   * Attaches it to its owner's customer; the card answered is another than the token's where that
   * was only a name. Not to be called in a transaction. Say {@link #answered} with the card.
   *
   * @throws Problem 422 {@code card_declined} with the issuer's {@code reason}, 422 {@code
   *     card_refused} for a token that cannot be used again, 503 {@code payments_unavailable}: what
   *     became of it is found out when it is asked for again
   */
  PspCard attach(AttachmentRow intended) {
    var customer = payers.customer(intended.ownerId());
    var key = PspKey.of(intended.id(), "attach", intended.generation());
    return switch (provider.attach(key, intended.pspToken(), customer)) {
      case PspOutcome.Succeeded<PspCard>(var card) -> card;
      case PspOutcome.Declined<PspCard>(var refusal, _) -> throw declined(intended, refusal);
      case PspOutcome.Rejected<PspCard> _ -> throw refused(intended);
      case PspOutcome.Retryable<PspCard> _ -> throw Payers.unavailable();
      case PspOutcome.Unknown<PspCard>(_, var over) -> {
        if (over) answered(intended);
        throw Payers.unavailable();
      }
    };
  }

  private Problem declined(AttachmentRow intended, Refusal refusal) {
    answered(intended);
    return Problem.refused("card_declined", "The card was declined by its issuer.")
        .with("reason", refusal.reason().code());
  }

  private Problem refused(AttachmentRow intended) {
    answered(intended);
    return Problem.refused(
        "card_refused",
        "The payment provider does not take this card any more: it was used or removed before;"
            + " enter it anew.");
  }

  /** That request is over: the same token again is another one. */
  void answered(AttachmentRow intended) {
    rows.answered(intended.id(), intended.generation());
  }
}
