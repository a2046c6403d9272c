package souk.dispatch.eta;

/** What the road graph says of one driver's way to a pick-up. */
sealed interface Arrival {
  /** He can be there within the limit. */
  record ByRoad(Eta eta) implements Arrival {}

  /** No way within the limit leads there; whether a longer one does was not looked at. */
  record BeyondLimit() implements Arrival {}

  /** He or the pick-up is off road, or no way leads there at all. */
  record NoRoad() implements Arrival {}
}
