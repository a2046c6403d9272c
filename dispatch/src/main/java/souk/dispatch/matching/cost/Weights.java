package souk.dispatch.matching.cost;

/**
 * What a full measure of each term is worth, in seconds of somebody's waiting.
 *
 * @param eta of a second of driving to the pick-up; a plain factor
 * @param rating of a driver who is four stars below a new one
 * @param acceptance of a driver who refuses everything
 * @param fairness of a driver who had far more work than the others
 * @param idle credited for a driver who has been free for a quarter of an hour
 * @param waiting credited to a trip that has been looked for as long as a search lasts
 * @param givenBack credited to a trip whose driver gave it back
 */
public record Weights(
    double eta,
    double rating,
    double acceptance,
    double fairness,
    double idle,
    double waiting,
    double givenBack) {

  /**
   * Arrival decides, and what a driver did before, as one star of his average, is worth a minute of
   * it: near enough to choose between neighbours, too little to send the farther one across the
   * town. A trip that has used up its search is worth the longest drive that is allowed (20 min),
   * so none starves; one that was given back is worth more than all other terms together, so it
   * goes first.
   */
  public static final Weights STANDARD = new Weights(1, 240, 60, 60, 60, 1_200, 3_600);
}
