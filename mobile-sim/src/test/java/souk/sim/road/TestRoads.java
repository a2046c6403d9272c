package souk.sim.road;

import java.util.List;

/** The default city, imported once for all tests. */
public final class TestRoads {
  public static final Roads MONACO = Roads.monaco();
  public static final Places PLACES = new Places(MONACO);

  private static final Point CASINO = new Point(43.7392, 7.4274);

  private TestRoads() {}

  /** A few streets with trips so short that a test can ride them in real time. */
  public static Places district() {
    List<Point> kerbs =
        MONACO.kerbs().stream().filter(kerb -> kerb.metresTo(CASINO) < 200).toList();
    return new Places(MONACO, kerbs, 15, 120);
  }
}
