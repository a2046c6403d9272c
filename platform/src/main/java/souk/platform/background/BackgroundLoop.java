package souk.platform.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.postgres.Pool;

/**
 * Does one thing again and again: at least every {@code pause}, at once when hurried. A pass that
 * fails is logged in one line and tried again after the pause; the loop ends only when closed.
 */
public final class BackgroundLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
  private static final Duration LAST_PASS = Duration.ofSeconds(5);

  private final String name;
  private final Duration pause;
  private final Duration rest;
  private final Supplier<Duration> pass;
  private final Semaphore hurry = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean open = true;
  private @Nullable String lastFailure;

  private BackgroundLoop(String name, Duration pause, Duration rest, Supplier<Duration> pass) {
    this.name = name;
    this.pause = pause;
    this.rest = rest;
    this.pass = pass;
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> Pool.BACKGROUND.run(this::loop));
  }

  /** Starts a loop with its first pass at once. */
  public static BackgroundLoop start(String name, Duration pause, Runnable pass) {
    return startRested(name, pause, Duration.ZERO, pass);
  }

  /**
   * As {@link #start}, but rests after each pass even when hurried: what is hurried often is then
   * done for several at once, and what is hurried seldom is still done at once.
   */
  public static BackgroundLoop startRested(
      String name, Duration pause, Duration rest, Runnable pass) {
    return begin(
        new BackgroundLoop(
            name,
            pause,
            rest,
            () -> {
              pass.run();
              return pause;
            }));
  }

  /**
   * As {@link #start}, for a pass that answers itself when the next is due, if that is sooner than
   * the pause.
   */
  public static BackgroundLoop startPaced(String name, Duration pause, Supplier<Duration> pass) {
    return begin(new BackgroundLoop(name, pause, Duration.ZERO, pass));
  }

  private static BackgroundLoop begin(BackgroundLoop loop) {
    loop.thread.start();
    return loop;
  }

  /** Asks for a pass as soon as the present one is over. */
  public void hurry() {
    if (hurry.availablePermits() == 0) hurry.release();
  }

  private void loop() {
    try {
      while (open) {
        var wait = Math.min(tryPass().toMillis(), pause.toMillis());
        var _ = closing.await(rest.toMillis(), TimeUnit.MILLISECONDS);
        var _ = hurry.tryAcquire(wait, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration tryPass() {
    try {
      var next = pass.get();
      lastFailure = null;
      return next;
    } catch (RuntimeException failure) {
      report(failure);
      return pause;
    }
  }

  /** While something is away each pass fails alike: said once, not every pause. */
  private void report(RuntimeException failure) {
    var said = String.valueOf(failure.getMessage());
    if (open && !said.equals(lastFailure)) log.warn("{} failed, will try again: {}", name, said);
    log.debug("{} failed", name, failure);
    lastFailure = said;
  }

  /** Ends the loop after the present pass; interrupts a pass that takes longer than 5 s. */
  @Override
  public void close() {
    open = false;
    closing.countDown();
    hurry();
    try {
      if (!thread.join(LAST_PASS)) thread.interrupt();
    } catch (InterruptedException interrupted) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
