package souk.platform.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallQueueTest {
  private static final int AT_ONCE = 32;
  private static final int WAITING_MAX = 1_000;

  private final CallQueue queue = new CallQueue();
  private final Semaphore service = new Semaphore(0);
  private final AtomicInteger underWay = new AtomicInteger();
  private final Queue<String> made = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void theOldestOfTheWaitingIsNext() {
    occupy();
    var waiting = IntStream.range(0, 20).mapToObj(n -> "wake " + n).toList();
    waiting.forEach(this::add);

    for (int n = 1; n <= waiting.size(); n++) {
      service.release();
      var begun = AT_ONCE + n;
      await().until(() -> made.size() == begun);
    }
    assertThat(ofThose(waiting)).isEqualTo(waiting);
  }

  @Test
  void whatWaitsAlreadyIsNotMadeTwiceButAgainOnceItHasBegun() {
    occupy();
    IntStream.range(0, 10).forEach(_ -> add("wake"));
    assertThat(queue.holds("wake")).isTrue();

    service.release(AT_ONCE);
    await().until(() -> underWay.get() == 1 && !queue.holds("wake"));
    add("wake");
    service.release(2);

    await().until(() -> ofThose(List.of("wake")).size() == 2 && underWay.get() == 0);
    assertThat(queue.holds("wake")).isFalse();
  }

  @Test
  void aThousandWaitAndNoMore() {
    occupy();
    IntStream.range(0, 5 * WAITING_MAX).forEach(n -> add("wake " + n));

    service.release(10 * WAITING_MAX);

    await().until(() -> underWay.get() == 0 && made.size() >= AT_ONCE + WAITING_MAX);
    assertThat(made).hasSize(AT_ONCE + WAITING_MAX).contains("wake 0").doesNotContain("wake 4999");
  }

  @Test
  void aCallThatFailsGivesItsPlaceBack() {
    var failures = new CountDownLatch(3 * AT_ONCE);
    IntStream.range(0, 3 * AT_ONCE).forEach(n -> queue.add("fails " + n, () -> fail(failures)));

    await().until(() -> failures.getCount() == 0);
  }

  private static void fail(CountDownLatch failures) {
    failures.countDown();
    throw new NoClassDefFoundError("not even a call");
  }

  /** Takes all places with calls that the service does not answer yet. */
  private void occupy() {
    IntStream.range(0, AT_ONCE).forEach(n -> add("first " + n));
    await().until(() -> underWay.get() == AT_ONCE);
  }

  private void add(String name) {
    queue.add(name, () -> ask(name));
  }

  private void ask(String name) {
    underWay.incrementAndGet();
    made.add(name);
    service.acquireUninterruptibly();
    underWay.decrementAndGet();
  }

  private List<String> ofThose(List<String> names) {
    return made.stream().filter(names::contains).toList();
  }
}
