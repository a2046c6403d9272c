package souk.dispatch;

import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does one thing in many threads that begin at the same moment. */
public final class Together {
  private Together() {}

  public interface Deed {
    void run(int number) throws Exception;
  }

  /** Fails with the first failure of any. */
  public static void run(int threads, Deed deed) throws Exception {
    var start = new CyclicBarrier(threads);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var all = new ArrayList<Future<?>>();
      for (int n = 0; n < threads; n++) {
        var number = n;
        all.add(
            executor.submit(() -> {
              start.await();
              deed.run(number);
              return number;
            }));
      }
      for (var one : all) one.get();
    }
  }
}
