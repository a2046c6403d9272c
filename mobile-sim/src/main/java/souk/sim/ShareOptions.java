package souk.sim;

import picocli.CommandLine.Option;
import souk.sim.plan.Shares;

/** How often people and phones misbehave; whatever is not asked for is as on an ordinary day. */
final class ShareOptions {
  private static final Shares USUAL = Shares.usual();

  @Option(names = "--rush", description = "share of riders who come in the two rush hours")
  private double rush = USUAL.rush();

  @Option(names = "--late", description = "share of drivers who come on line late")
  private double late = USUAL.late();

  @Option(names = "--pauses", description = "share of drivers who take a break")
  private double pauses = USUAL.pauses();

  @Option(names = "--leave-early", description = "share of drivers who go home before the others")
  private double leaveEarly = USUAL.leaveEarly();

  @Option(
      names = "--silence",
      description = "share of drivers' phones that hear and send nothing for 10 to 60 s at a time")
  private double silence = USUAL.silence();

  @Option(
      names = "--restarts",
      description = "share of lost connections after which an app starts anew")
  private double restarts = USUAL.restarts();

  @Option(names = "--noise", description = "noise of positions in metres; they drift by twice that")
  private double noise = USUAL.noiseMetres();

  @Option(
      names = "--bad-packets",
      description = "share of positions that come twice, late or in the wrong order")
  private double badPackets = USUAL.badPackets();

  @Option(names = "--http-positions", description = "share of positions that are sent over HTTP")
  private double httpPositions = USUAL.httpPositions();

  @Option(names = "--double-taps", description = "share of buttons pressed twice at once")
  private double doubleTaps = USUAL.doubleTaps();

  @Option(names = "--ratings", description = "share of completed trips that each party rates")
  private double ratings = USUAL.ratings();

  @Option(
      names = "--second-thoughts",
      description = "share of ratings somebody tries to change afterwards")
  private double secondThoughts = USUAL.secondThoughts();

  @Option(names = "--booked", description = "share of rides booked 15 to 40 s ahead")
  private double booked = USUAL.booked();

  @Option(
      names = "--detours",
      description = "share of rides whose riders want to go elsewhere once they are under way")
  private double detours = USUAL.detours();

  Shares shares() {
    return new Shares(
        rush,
        late,
        pauses,
        leaveEarly,
        silence,
        restarts,
        noise,
        badPackets,
        httpPositions,
        doubleTaps,
        ratings,
        secondThoughts,
        booked,
        detours);
  }

  /** What differs from an ordinary day, as options. */
  String words() {
    var shares = shares();
    return word("--rush", shares.rush(), USUAL.rush())
        + word("--late", shares.late(), USUAL.late())
        + word("--pauses", shares.pauses(), USUAL.pauses())
        + word("--leave-early", shares.leaveEarly(), USUAL.leaveEarly())
        + word("--silence", shares.silence(), USUAL.silence())
        + word("--restarts", shares.restarts(), USUAL.restarts())
        + word("--noise", shares.noiseMetres(), USUAL.noiseMetres())
        + word("--bad-packets", shares.badPackets(), USUAL.badPackets())
        + word("--http-positions", shares.httpPositions(), USUAL.httpPositions())
        + word("--double-taps", shares.doubleTaps(), USUAL.doubleTaps())
        + word("--ratings", shares.ratings(), USUAL.ratings())
        + word("--second-thoughts", shares.secondThoughts(), USUAL.secondThoughts())
        + word("--booked", shares.booked(), USUAL.booked())
        + word("--detours", shares.detours(), USUAL.detours());
  }

  private static String word(String name, double value, double usual) {
    return value == usual ? "" : " " + name + " " + value;
  }
}
