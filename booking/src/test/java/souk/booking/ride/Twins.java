package souk.booking.ride;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Things that several people do at the very same moment. */
final class Twins {
  private Twins() {}

  /** Runs all at once; answers what each was answered, in order. */
  @SafeVarargs
  static <T> List<T> together(Callable<T>... calls) {
    var start = new CyclicBarrier(calls.length);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          Stream.of(calls)
              .map(call ->
                  threads.submit(() -> {
                    start.await();
                    return call.call();
                  }))
              .toList();
      threads.shutdown();
      running.forEach(Twins::await);
      return running.stream().map(Future::resultNow).toList();
    }
  }

  private static void await(Future<?> call) {
    org.awaitility.Awaitility.await().atMost(RideCity.PATIENCE).until(call::isDone);
  }
}
