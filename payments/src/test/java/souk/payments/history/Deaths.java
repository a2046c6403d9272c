package souk.payments.history;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the process dies. From then on nothing that it does has an effect, whoever catches the
 * exception: no commit, no call, no statement. Then another process begins.
 */
@Singleton
@Requires(property = Deaths.SETTING)
public final class Deaths {
  static final String SETTING = "test.deaths";

  /** The end of a process in the middle of its work. */
  static final class Died extends RuntimeException {
    Died(String point) {
      super("the process died " + point, null, false, false);
    }
  }

  private int left;
  private @Nullable String meant;
  private @Nullable String died;

  /** It dies at the n-th point that it comes to from now on. */
  synchronized void dieAt(int point) {
    left = point;
  }

  /** It dies the next time it comes to the point of that name. */
  synchronized void dieAt(String point) {
    meant = point;
  }

  /** It lives on, whatever was meant. */
  synchronized void spare() {
    left = 0;
    meant = null;
    died = null;
  }

  /** Another process begins, if the one before has died; answers where that was. */
  synchronized Optional<String> revive() {
    var where = Optional.ofNullable(died);
    died = null;
    return where;
  }

  /** A step is done, or is to be done next. */
  synchronized void pass(String point) {
    requireAlive();
    if (!isMeant(point)) return;
    left = 0;
    meant = null;
    died = point;
    throw new Died(point);
  }

  private boolean isMeant(String point) {
    if (point.equals(meant)) return true;
    return left > 0 && --left == 0;
  }

  synchronized void requireAlive() {
    if (died != null) throw new Died(died);
  }

  synchronized boolean isDead() {
    return died != null;
  }
}
