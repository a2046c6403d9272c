package souk.dispatch.eta;

/** How an arrival time was found. */
public enum EtaSource {
  /** By the fastest way over the road graph. */
  ROAD,
  /** Estimated from the distance as the crow flies, because the roads gave no answer. */
  STRAIGHT_LINE
}
