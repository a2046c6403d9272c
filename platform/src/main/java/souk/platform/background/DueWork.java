package souk.platform.background;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.postgres.Pool;

/**
 * Rows whose time has come are claimed, so many at a time, and looked at, some at once. One that
 * cannot be looked at is logged in one line and due again when its claim is over.
 */
public final class DueWork<T> {
  /** How many are claimed together, at most. */
  public static final int CLAIMED_MAX = 32;

  private static final Logger log = LoggerFactory.getLogger(DueWork.class);

  private final String noun;
  private final int atOnce;
  private final IntFunction<List<T>> claimDue;
  private final Function<T, UUID> id;
  private final Consumer<T> look;

  /**
   * @param noun what one of them is, for the log
   * @param atOnce how many are looked at beside each other
   * @param claimDue claims at most so many
   * @param look runs with connections of the background's pool; repeating it must be safe
   */
  public DueWork(
      String noun,
      int atOnce,
      IntFunction<List<T>> claimDue,
      Function<T, UUID> id,
      Consumer<T> look) {
    this.noun = noun;
    this.atOnce = atOnce;
    this.claimDue = claimDue;
    this.id = id;
    this.look = look;
  }

  /** Until nothing more is due. */
  public void pass() {
    int looked;
    do {
      looked = once();
    } while (looked == CLAIMED_MAX);
  }

  /** Those that are claimed together; answers how many. */
  public int once() {
    var due = claimDue.apply(CLAIMED_MAX);
    due.stream().gather(Gatherers.mapConcurrent(atOnce, this::tryLook)).forEach(_ -> {});
    return due.size();
  }

  private T tryLook(T one) {
    try {
      Pool.BACKGROUND.run(() -> look.accept(one));
    } catch (RuntimeException failure) {
      log.warn("{} {} could not be looked at: {}", noun, id.apply(one), failure.toString());
    }
    return one;
  }
}
