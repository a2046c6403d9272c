package souk.dispatch.offer;

import jakarta.inject.Singleton;
import souk.dispatch.city.CityId;
import souk.platform.postgres.Transactions;

/** Ends the offers nobody answered in time; each in a transaction of its own. */
@Singleton
public final class ExpireOffers {
  private static final int AT_ONCE = 500;

  private final OfferRows rows;
  private final OfferBook offers;
  private final OfferEnding ending;
  private final Transactions transactions;

  ExpireOffers(OfferRows rows, OfferBook offers, OfferEnding ending, Transactions transactions) {
    this.rows = rows;
    this.offers = offers;
    this.ending = ending;
    this.transactions = transactions;
  }

  /** Expires what is overdue in the city, at most some hundred, the longest overdue first. */
  public void expire(CityId city) {
    rows.overdue(city.slug(), AT_ONCE).forEach(row -> expire(row.offer()));
  }

  private void expire(Offer seen) {
    transactions.run(() -> ending.runOut(offers.lock(seen)));
  }
}
