package souk.sim.plan;

/**
 * How one of a phone's positions travels.
 *
 * @param overHttp by a call of its own instead of the socket
 */
public record Packet(Fate fate, boolean overHttp) {

  /** What the network does to a packet of positions. */
  public enum Fate {
    /** It arrives. */
    USUAL,
    /** It arrives twice. */
    TWICE,
    /** Its newest position arrives by itself, after younger ones. */
    LATE,
    /** It waits for the next one, and they arrive together, the younger first. */
    REVERSED
  }
}
