package souk.booking.stay.search;

/** What comes first in the answer to a search. */
enum SearchOrder {
  /** The cheapest, each currency for itself. */
  PRICE,
  /** The nearest. */
  DISTANCE,
  /** The best as guests say; of equal ones that which more have said it of; at last the unrated. */
  RATING
}
