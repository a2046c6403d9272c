package souk.embedded;

/** A Temporal service for tests, as a process that can be killed and robbed of its memory. */
public interface TemporalEngine {

  /** Host and port; the same for the engine's whole life. */
  String address();

  /** Kills the service at once, deletes its data and starts an empty one at the same address. */
  void forget();

  /** Kills the service at once; its data stays, if it keeps any. */
  void kill();

  /** Starts the service again after {@link #kill}; returns when it answers. */
  void start();

  /** Whether the service still knows after {@link #kill} and {@link #start} what it knew before. */
  boolean keepsDataOverRestart();

  /**
   * Starts a service for one test alone, so that it can be killed without hurting others: the SDK's
   * test server, or the command line's when {@code souk.test.temporal} (system property, or
   * SOUK_TEST_TEMPORAL in the environment) says {@code cli}, or says {@code auto} and one is
   * installed.
   */
  static TemporalEngine startOwn() {
    return TestEngines.startTemporal();
  }
}
