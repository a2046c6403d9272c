package souk.sim.plan;

import java.time.Duration;

/** How people and their phones behave in a city, as numbers; shares are between 0 and 1. */
public record Habits(Riding riding, Driving driving, Network network) {

  /**
   * How people ride.
   *
   * @param betweenRides least time from one ride's beginning to the next one's, and the mean of
   *     what comes on top
   * @param earlyCancelShare share of those who cancel that do so before a driver can be found
   * @param lostAnswerShare share of requests whose answer never reaches the phone
   */
  public record Riding(
      double declinedCardShare,
      double nextRideShare,
      Duration betweenRides,
      double cancelShare,
      double earlyCancelShare,
      Span earlyCancel,
      Span lateCancel,
      Span patience,
      Span quoteThink,
      double lostAnswerShare) {}

  /**
   * How people drive; an offer neither accepted nor declined is ignored.
   *
   * @param paceMin least share of the road's speed anybody drives at
   * @param stand how long somebody without work stands before he drives around
   * @param boarding how long a passenger needs to get in
   */
  public record Driving(
      double acceptShare,
      double declineShare,
      Span offerThink,
      double paceMin,
      Span stand,
      Span boarding) {}

  /** How well phones are connected; after a restart an app has forgotten what it knew. */
  public record Network(
      Duration driverUpMean, Duration riderUpMean, Span down, double restartShare) {}

  /** An ordinary day. */
  public static Habits usual() {
    return new Habits(usualRiding(), usualDriving(), usualNetwork());
  }

  private static Riding usualRiding() {
    var declinedCardShare = 0.03;
    var nextRideShare = 0.25;
    var cancelShare = 0.08;
    var earlyCancelShare = 0.5;
    var lostAnswerShare = 0.03;
    return new Riding(
        declinedCardShare,
        nextRideShare,
        Duration.ofMinutes(4),
        cancelShare,
        earlyCancelShare,
        Span.ofMillis(0, 2_000),
        Span.ofMillis(2_000, 30_000),
        Span.ofMillis(15_000, 45_000),
        Span.ofMillis(0, 3_000),
        lostAnswerShare);
  }

  private static Driving usualDriving() {
    var acceptShare = 0.85;
    var declineShare = 0.10;
    var paceMin = 0.9;
    return new Driving(
        acceptShare,
        declineShare,
        Span.ofMillis(500, 3_000),
        paceMin,
        Span.ofMillis(10_000, 60_000),
        Span.ofMillis(2_000, 6_000));
  }

  private static Network usualNetwork() {
    var restartShare = 0.3;
    return new Network(
        Duration.ofMinutes(5), Duration.ofMinutes(2), Span.ofMillis(2_000, 10_000), restartShare);
  }
}
