package souk.dispatch.offer;

/** Where an offer stands. All but the first are final. */
public enum OfferStatus {
  /** The driver may still answer. */
  OPEN,
  /** He took the trip. */
  ACCEPTED,
  /** He did not want it. */
  DECLINED,
  /** He did not answer in time. */
  EXPIRED,
  /** It was taken back: the trip was called off, or he went off line. */
  WITHDRAWN
}
