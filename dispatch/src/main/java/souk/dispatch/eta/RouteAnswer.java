package souk.dispatch.eta;

/** What the road graph says to the question for a route. */
public sealed interface RouteAnswer {
  /** There is a way. */
  record Found(Route route) implements RouteAnswer {}

  /** The graph was asked and has no way; asking again changes nothing. */
  record NoRoute(Reason reason) implements RouteAnswer {}

  /**
   * The graph could not be asked: it is still loading or could not be loaded.
   *
   * @param detail one sentence for an operator
   */
  record Unavailable(String detail) implements RouteAnswer {}

  /** Why there is no way. */
  enum Reason {
    /** The start or the end lies more than {@link Routes#SNAP_LIMIT_METRES} from any road. */
    OFF_ROAD,
    /** Both are on roads, but no way leads from one to the other. */
    UNREACHABLE
  }
}
