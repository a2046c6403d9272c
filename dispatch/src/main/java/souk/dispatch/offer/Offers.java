package souk.dispatch.offer;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** What a driver's app needs of his offers beside deciding them. */
@Singleton
public final class Offers {
  private final OfferRows rows;
  private final OfferViewRows views;

  Offers(OfferRows rows, OfferViewRows views) {
    this.rows = rows;
    this.views = views;
  }

  /** The offer as it stands; empty when there is none or it is another driver's. */
  public Optional<OfferView> find(UUID driver, UUID offer) {
    return views.find(offer).filter(row -> row.driverId().equals(driver)).map(OfferViewRow::view);
  }

  /** The offer that waits for the driver's answer. */
  public Optional<OfferView> openFor(UUID driver) {
    return views.openFor(driver).map(OfferViewRow::view);
  }

  /**
   * The driver's phone shows the offer: he is not told of it again. Of an offer that is decided, or
   * is not his, this changes nothing.
   */
  public void acknowledge(UUID driver, UUID offer) {
    rows.acknowledge(driver, offer);
  }

  /** Whether the driver accepted the trip once and gave it back. */
  public boolean wasGivenBack(UUID trip, UUID driver) {
    return rows.wasGivenBack(trip, driver);
  }

  /**
   * Notes that the driver gave the trip of the offer back. Called in the transaction that takes the
   * trip from him.
   */
  public void giveBack(UUID offer, String reason) {
    rows.giveBack(offer, reason);
  }
}
