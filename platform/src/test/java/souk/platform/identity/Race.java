package souk.platform.identity;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets many do the same at once. */
public final class Race {
  private Race() {}

  /** What each of the runners came back with; all start together. */
  public static <T> List<T> of(int runners, IntFunction<T> run) {
    var start = new CyclicBarrier(runners);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, runners)
              .mapToObj(n ->
                  threads.submit(() -> {
                    start.await();
                    return run.apply(n);
                  }))
              .toList();
      return all.stream().map(Race::result).toList();
    }
  }

  /** Waits until all have come here; for controls that must overlap. */
  public static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static <T> T result(java.util.concurrent.Future<T> run) {
    try {
      return run.get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
