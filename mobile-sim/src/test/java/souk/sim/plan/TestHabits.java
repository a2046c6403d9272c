package souk.sim.plan;

import java.time.Duration;

/** Habits for tests that cannot wait. */
public final class TestHabits {
  private TestHabits() {}

  /** Everybody is quick, changes his mind often and has a bad connection. */
  public static Habits hurried() {
    return new Habits(
        new Habits.Riding(
            0.1,
            0,
            Duration.ofMinutes(4),
            0.3,
            0.5,
            Span.ofMillis(0, 300),
            Span.ofMillis(300, 3_000),
            Span.ofMillis(20_000, 30_000),
            Span.ofMillis(0, 500),
            0.3,
            0.2),
        new Habits.Driving(
            0.85,
            0.10,
            Span.ofMillis(50, 500),
            0.95,
            Span.ofMillis(500, 3_000),
            Span.ofMillis(50, 500)),
        new Habits.Network(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Span.ofMillis(300, 1_500), 0.5),
        new RushHours(0.5),
        new Habits.Shifts(0.2, 0.3, Span.ofMillis(500, 1_500), 0.1),
        new Habits.Radio(
            0.3,
            Duration.ofSeconds(5),
            Span.ofMillis(500, 2_000),
            5,
            10,
            0.3,
            Span.ofMillis(1_000, 3_000),
            0.3),
        new Habits.Tapping(0.4, 0.8, 0.3));
  }
}
