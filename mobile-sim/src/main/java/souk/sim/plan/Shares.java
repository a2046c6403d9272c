package souk.sim.plan;

/**
 * What of a day can be asked for, as shares between 0 and 1.
 *
 * @param rush of all first rides that belong to the two rush hours
 * @param late of drivers who come on line after the first riders
 * @param pauses of drivers who take a break
 * @param leaveEarly of drivers who go home before the others
 * @param silence of drivers' phones that fall silent now and then, for 10 to 60 s
 * @param restarts of lost connections after which an app starts anew and knows nothing
 * @param noiseMetres standard deviation of a position; drift is twice as much
 * @param badPackets of packets of positions that come twice, late or in the wrong order
 * @param httpPositions of packets of positions that go over HTTP
 * @param doubleTaps of presses of a button that are double ones
 * @param ratings of completed trips that each party rates
 * @param secondThoughts of ratings somebody tries to change
 * @param booked of rides that are booked for a time to come
 * @param detours of rides whose riders want to go elsewhere once they are under way
 */
public record Shares(
    double rush,
    double late,
    double pauses,
    double leaveEarly,
    double silence,
    double restarts,
    double noiseMetres,
    double badPackets,
    double httpPositions,
    double doubleTaps,
    double ratings,
    double secondThoughts,
    double booked,
    double detours) {
  private static final double NOISE_METRES_MAX = 50;

  /** Throws {@link IllegalArgumentException} for what is no share. */
  public Shares {
    share("--rush", rush);
    share("--late", late);
    share("--pauses", pauses);
    share("--leave-early", leaveEarly);
    share("--silence", silence);
    share("--restarts", restarts);
    share("--bad-packets", badPackets);
    share("--http-positions", httpPositions);
    share("--double-taps", doubleTaps);
    share("--ratings", ratings);
    share("--second-thoughts", secondThoughts);
    share("--booked", booked);
    share("--detours", detours);
    if (!(noiseMetres >= 0 && noiseMetres <= NOISE_METRES_MAX)) {
      throw new IllegalArgumentException("--noise is from 0 to 50 metres, not " + noiseMetres);
    }
  }

  /** An ordinary day. */
  public static Shares usual() {
    return new Shares(0.3, 0.1, 0.1, 0.05, 0.1, 0.3, 3, 0.05, 0.1, 0.1, 0.7, 0.05, 0.1, 0.15);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is a share from 0 to 1, not " + value);
    }
  }
}
