package souk.sim.road;

import java.time.Duration;

/** The default city, imported once for all tests. */
public final class TestRoads {
  public static final Roads MONACO = Roads.monaco();
  public static final Places PLACES = Places.of(MONACO);

  private TestRoads() {}

  /** A few streets with trips so short that a test can ride them in real time. */
  public static Places fewStreets() {
    return Places.quarter(MONACO, Duration.ofSeconds(12), 20, 120);
  }
}
