package souk.platform.identity.password;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import souk.platform.postgres.HeldConnections;
import souk.platform.problem.Problem;

/**
 * Half of the processors, at most, hash passwords, on platform threads: a hash that ran on a
 * virtual thread would keep its carrier from everybody else's requests.
 */
@Singleton
final class HashingThreads {
  private static final Duration BUSY = Duration.ofSeconds(2);

  private final ThreadPoolExecutor threads;
  private final Timer timer;

  HashingThreads(PasswordConfiguration configuration, MeterRegistry meters) {
    timer = meters.timer("souk.identity.password.hashing");
    var count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(configuration.getQueue()),
            Thread.ofPlatform().daemon().name("password-hashing-", 0).factory());
  }

  /**
   * Answers what the work computes.
   *
   * @throws Problem 503 {@code busy} when too many wait already
   */
  <T> T call(Callable<T> work) {
    HeldConnections.refuseRemoteCall("the password hashing threads");
    try {
      return threads.submit(timer.wrap(work)).get();
    } catch (RejectedExecutionException full) {
      throw Problem.unavailable("busy", "Too many people sign in just now.", BUSY);
    } catch (ExecutionException failure) {
      throw new CompletionException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("stopping", "This server is about to stop.", BUSY);
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
