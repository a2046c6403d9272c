package souk.sim.plan;

import java.time.Duration;

/** How people and their phones behave in a city, as numbers; shares are between 0 and 1. */
public record Habits(
    Riding riding,
    Driving driving,
    Network network,
    RushHours rush,
    Shifts shifts,
    Radio radio,
    Tapping tapping,
    Booking booking) {

  /** People who book nothing ahead. */
  public Habits(
      Riding riding,
      Driving driving,
      Network network,
      RushHours rush,
      Shifts shifts,
      Radio radio,
      Tapping tapping) {
    this(riding, driving, network, rush, shifts, radio, tapping, Booking.NEVER);
  }

  /**
   * How people ride.
   *
   * @param betweenRides least time from one ride's beginning to the next one's, and the mean of
   *     what comes on top
   * @param earlyCancelShare share of those who cancel that do so before a driver can be found
   * @param lostAnswerShare share of requests whose answer never reaches the phone
   * @param detourShare share of rides whose riders come to want to go elsewhere
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
      double lostAnswerShare,
      double detourShare) {}

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

  /**
   * When drivers work.
   *
   * @param lateShare share of those who come on line after the first riders
   * @param pauseShare share of those who take a break
   * @param leaveShare share of those who go home before the others
   */
  public record Shifts(double lateShare, double pauseShare, Span pause, double leaveShare) {}

  /**
   * What drivers' phones receive and send.
   *
   * @param silentShare share of phones that fall silent now and then
   * @param betweenSilences mean time between two silences of such a phone
   * @param noiseMetres standard deviation of a position, to the north and to the east
   * @param driftMetres how far all positions of a phone are off, in a direction that turns slowly
   * @param badPacketShare share of packets that come twice, late or in the wrong order
   * @param late how long a late position is under way
   * @param httpShare share of packets that go over HTTP instead of the socket
   */
  public record Radio(
      double silentShare,
      Duration betweenSilences,
      Span silence,
      double noiseMetres,
      double driftMetres,
      double badPacketShare,
      Span late,
      double httpShare) {

    /** A phone that receives and sends perfectly, over the socket alone. */
    public static Radio perfect() {
      return new Radio(0, Duration.ofDays(1), Span.ofMillis(0, 0), 0, 0, 0, Span.ofMillis(0, 0), 0);
    }
  }

  /**
   * How people tap.
   *
   * @param doubleTapShare share of presses that are double ones
   * @param ratingShare share of completed trips that each party rates
   * @param secondThoughtShare share of ratings somebody tries to change, which is refused
   */
  public record Tapping(double doubleTapShare, double ratingShare, double secondThoughtShare) {}

  /**
   * How people book rides for a time to come.
   *
   * @param share of all rides
   * @param ahead how long before the pick-up
   * @param cancelShare share of bookings that are called off again
   * @param cancel how long after the booking that is
   */
  public record Booking(double share, Span ahead, double cancelShare, Span cancel) {
    static final Booking NEVER = new Booking(0, Span.ofMillis(0, 0), 0, Span.ofMillis(0, 0));
  }

  /** An ordinary day. */
  public static Habits usual() {
    return of(Shares.usual());
  }

  /** A day like any other but for these shares. */
  public static Habits of(Shares shares) {
    return new Habits(
        usualRiding(shares.detours()),
        usualDriving(),
        usualNetwork(shares.restarts()),
        new RushHours(shares.rush()),
        new Shifts(
            shares.late(), shares.pauses(), Span.ofMillis(10_000, 30_000), shares.leaveEarly()),
        new Radio(
            shares.silence(),
            Duration.ofSeconds(90),
            Span.ofMillis(10_000, 60_000),
            shares.noiseMetres(),
            2 * shares.noiseMetres(),
            shares.badPackets(),
            Span.ofMillis(5_000, 20_000),
            shares.httpPositions()),
        new Tapping(shares.doubleTaps(), shares.ratings(), shares.secondThoughts()),
        usualBooking(shares.booked()));
  }

  /** The same people with phones that receive and send otherwise. */
  public Habits with(Radio other) {
    return new Habits(riding, driving, network, rush, shifts, other, tapping, booking);
  }

  private static Riding usualRiding(double detourShare) {
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
        lostAnswerShare,
        detourShare);
  }

  private static Booking usualBooking(double share) {
    var cancelShare = 0.2;
    return new Booking(
        share, Span.ofMillis(15_000, 40_000), cancelShare, Span.ofMillis(500, 4_000));
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

  private static Network usualNetwork(double restartShare) {
    return new Network(
        Duration.ofMinutes(5), Duration.ofMinutes(2), Span.ofMillis(2_000, 10_000), restartShare);
  }
}
