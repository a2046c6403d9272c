package souk.booking.stay.search;

/** What comes first in the answer to a search. */
enum SearchOrder {
  /** The cheapest, each currency for itself. */
  PRICE,
  /** The nearest. */
  DISTANCE
}
