package souk.sim.plan;

import java.time.Duration;
import java.util.random.RandomGenerator;
import souk.sim.plan.Packet.Fate;
import souk.sim.road.Point;

/** What a driver's phone receives and sends: satellites, tunnels and the fate of packets. */
public final class Reception {
  /** A phone knows its place no better than this. */
  private static final int ACCURACY_METRES_MIN = 5;

  /** How many positions it takes a drift to go round once. */
  private static final double DRIFT_ROUND = 90;

  private final Streams streams;
  private final String person;
  private final Habits.Radio habits;

  Reception(Streams streams, Person person, Habits.Radio habits) {
    this.streams = streams;
    this.person = person.name();
    this.habits = habits;
  }

  /** Whether it ever falls silent. */
  public boolean fallsSilent() {
    return streams.of(person, "silent").nextDouble() < habits.silentShare();
  }

  /** Its n-th silence, from 0. */
  public Silence silence(int n) {
    var random = streams.of(person, "silence/" + n);
    return new Silence(
        Span.exponential(habits.betweenSilences(), random), habits.silence().draw(random));
  }

  /** Where the satellites say it is when it asks for the n-th time, from 0. */
  public Point seen(Point place, int n) {
    if (habits.noiseMetres() == 0 && habits.driftMetres() == 0) return place;
    var noise = streams.of(person, "noise/" + n);
    var phase = 2 * Math.PI * (streams.of(person, "drift").nextDouble() + n / DRIFT_ROUND);
    return place.moved(
        noise(noise) + habits.driftMetres() * Math.sin(phase),
        noise(noise) + habits.driftMetres() * Math.cos(phase));
  }

  /** How exact it takes its place to be, in metres. */
  public int accuracyMetres() {
    var error = 2 * habits.noiseMetres() + habits.driftMetres();
    return (int) Math.max(ACCURACY_METRES_MIN, Math.ceil(error));
  }

  /** What becomes of its n-th packet, from 0. */
  public Packet packet(int n) {
    var fate = streams.of(person, "packet/" + n);
    var way = streams.of(person, "way/" + n);
    return new Packet(
        fate.nextDouble() < habits.badPacketShare() ? bad(fate) : Fate.USUAL,
        way.nextDouble() < habits.httpShare());
  }

  /** How long the n-th late position is under way. */
  public Duration lateness(int n) {
    return habits.late().draw(streams.of(person, "late/" + n));
  }

  private static Fate bad(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> Fate.TWICE;
      case 1 -> Fate.LATE;
      default -> Fate.REVERSED;
    };
  }

  private double noise(RandomGenerator random) {
    return habits.noiseMetres() * Math.clamp(random.nextGaussian(), -3, 3);
  }
}
