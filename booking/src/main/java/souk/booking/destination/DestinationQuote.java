package souk.booking.destination;

import java.util.UUID;
import souk.booking.quote.Quote;
import souk.dispatch.city.Point;

/**
 * The price of a ride that goes elsewhere from where it is now.
 *
 * @param from where it goes until then: once it goes elsewhere, the quote says nothing any more
 * @param driven of the quote's distance, the metres that were driven with the rider on board
 * @param quote of the whole ride, from its pick-up
 */
public record DestinationQuote(UUID rideId, Point from, long driven, Quote quote) {}
