package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.dispatch.driver.Passes;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** A driver does not want the trip he was offered. */
@Singleton
public final class DeclineOffer {
  private final OfferBook offers;
  private final OfferEnding ending;
  private final Passes passes;
  private final Transactions transactions;

  DeclineOffer(OfferBook offers, OfferEnding ending, Passes passes, Transactions transactions) {
    this.offers = offers;
    this.ending = ending;
    this.passes = passes;
    this.transactions = transactions;
  }

  /**
   * Declines, unless the offer is decided.
   *
   * @return the offer as it stands then: one whose time was over has expired
   * @throws Problem 404 when the offer is not the driver's
   */
  public Offer decline(UUID driver, UUID offer) {
    var seen = offers.find(driver, offer).orElseThrow(() -> Problem.notFound("offer"));
    return transactions.call(() -> {
      decline(offers.lock(seen));
      return offers.find(offer).orElseThrow();
    });
  }

  private void decline(OfferBook.Locked locked) {
    switch (ending.end(locked, new OfferEvent.Decline())) {
      case Offer.Move.Moved _ -> passes.answered(locked.driver());
      case Offer.Move.AlreadyThere() -> {}
      case Offer.Move.Refused() -> ending.runOut(locked);
    }
  }
}
