package souk.dispatch.offer;

/** What can happen to an offer. Whether it happens in time is judged by its row. */
public sealed interface OfferEvent {
  /** The driver takes the trip. */
  record Accept() implements OfferEvent {}

  /** The driver does not want it. */
  record Decline() implements OfferEvent {}

  /** Its time is over. */
  record RunOut() implements OfferEvent {}

  /** It is taken back. */
  record Withdraw(Offer.Because because) implements OfferEvent {}
}
