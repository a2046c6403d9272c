package souk.dispatch.claim;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.Drivers;

/**
 * The promises of drivers to trips. Who changes one holds the locks of its driver and its trip,
 * taken in this order; a driver promised to a live trip, or freed from one, gets a new version, so
 * that the fleet index drops what it knew of him.
 */
@Singleton
public final class Claims {
  private final ClaimRows rows;
  private final Drivers drivers;

  Claims(ClaimRows rows, Drivers drivers) {
    this.rows = rows;
    this.drivers = drivers;
  }

  /** Who is promised to the trip; stable only under the trip's lock. */
  public Optional<Claim> ofTrip(UUID trip) {
    return rows.ofTrip(trip).map(ClaimRow::claim);
  }

  /** What the driver is promised to, the present job first; stable only under his lock. */
  public List<Claim> ofDriver(UUID driver) {
    return rows.ofDriver(driver).stream().map(ClaimRow::claim).toList();
  }

  /**
   * Promises the driver to the trip while he is asked.
   *
   * @return false when the driver or the trip is promised already
   */
  public boolean offer(UUID driver, UUID trip, UUID offer, CityId city) {
    return rows.offer(driver, trip, offer, city.slug()) == 1;
  }

  /**
   * Promises the driver to the trip, after the one that he drives, while he is asked.
   *
   * @return false when the trip is promised already, he has a next one, or he does not drive that
   *     present one with its rider on board any more
   */
  public boolean offerNext(UUID driver, UUID present, UUID trip, UUID offer, CityId city) {
    return rows.offerNext(driver, present, trip, offer, city.slug()) == 1;
  }

  /** The trip's driver has accepted: the promise now lasts until the trip ends. */
  public void accept(UUID trip) {
    rows.accept(trip).forEach(claim -> drivers.bump(claim.driverId()));
  }

  /** Nobody is promised to the trip any more; its driver's next job becomes his present one. */
  public void release(UUID trip) {
    rows.release(trip).stream().map(ClaimRow::claim).forEach(this::released);
  }

  private void released(Claim claim) {
    if (!claim.isNext()) rows.advance(claim.driver());
    if (claim.kind() == Claim.Kind.TRIP) drivers.bump(claim.driver());
  }
}
