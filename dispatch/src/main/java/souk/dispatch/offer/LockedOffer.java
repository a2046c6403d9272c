package souk.dispatch.offer;

import souk.dispatch.driver.Driver;
import souk.dispatch.trip.Trip;

/** An offer with its driver and its trip, all three locked. */
record LockedOffer(Driver driver, Trip trip, Offer offer) {}
