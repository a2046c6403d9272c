package souk.platform.postgres;

/**
 * How many connections the present thread holds. Nothing remote may be called while it holds one
 * (it would wait on the network with a connection in its hand), and no thread may hold two (enough
 * such threads exhaust the pool and wait for each other).
 */
public final class HeldConnections {
  private static final ThreadLocal<Integer> HELD = ThreadLocal.withInitial(() -> 0);

  private HeldConnections() {}

  /**
   * Fails when this thread holds a connection.
   *
   * @throws IllegalStateException naming what was about to be called
   */
  public static void refuseRemoteCall(String remote) {
    if (HELD.get() > 0) {
      throw new IllegalStateException("a database connection is held across a call to " + remote);
    }
  }

  static void taken() {
    if (HELD.get() > 0) {
      throw new IllegalStateException("this thread already holds a database connection");
    }
    HELD.set(1);
  }

  static void given() {
    HELD.remove();
  }
}
