package souk.sim.plan;

import java.util.Optional;

/** How somebody handles his phone: what he taps twice, and how many stars he gives. */
public final class Fingers {
  private static final int STARS_MAX = 5;
  private static final double CONTENT_SHARE = 0.8;

  private final Streams streams;
  private final String person;
  private final Habits.Tapping habits;

  Fingers(Streams streams, Person person, Habits.Tapping habits) {
    this.streams = streams;
    this.person = person.name();
    this.habits = habits;
  }

  /** Whether the n-th press of a button, from 0, is a double one. */
  public boolean twice(String button, int n) {
    var random = streams.of(person, "tap/" + button + "/" + n);
    return random.nextDouble() < habits.doubleTapShare();
  }

  /** The stars he gives for his n-th trip, if he rates it. */
  public Optional<Integer> stars(int n) {
    var random = streams.of(person, "rating/" + n);
    if (random.nextDouble() >= habits.ratingShare()) return Optional.empty();
    var content = random.nextDouble() < CONTENT_SHARE;
    return Optional.of(content ? STARS_MAX : 1 + random.nextInt(STARS_MAX));
  }

  /** Whether he tries to rate his n-th trip otherwise afterwards, which he may not. */
  public boolean changesHisMind(int n) {
    var random = streams.of(person, "second-thought/" + n);
    return random.nextDouble() < habits.secondThoughtShare();
  }
}
