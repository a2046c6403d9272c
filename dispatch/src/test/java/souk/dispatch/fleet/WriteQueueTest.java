package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
  private final WriteQueue queue = new WriteQueue();

  @Test
  void whoHasWaitedLongestIsWrittenFirstHoweverManyComeAfter() {
    var phones = phones(5);
    phones.forEach(queue::add);
    // says again where he is, and keeps his place
    assertThat(queue.add(phones.getFirst())).isEqualTo(5);

    assertThat(queue.take(2)).containsExactly(phones.get(0), phones.get(1));
    queue.add(phones.getFirst());
    assertThat(queue.take(9))
        .containsExactly(phones.get(2), phones.get(3), phones.get(4), phones.getFirst());
    assertThat(queue.take(9)).isEmpty();
    assertThat(queue.size()).isZero();
  }

  @Test
  void nobodyIsLostOrTakenTwiceWhileManyAddAndOneTakes() throws Exception {
    var phones = phones(4_000);
    var taken = new ArrayList<Phone>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var adding =
          IntStream.range(0, 4)
              .mapToObj(part ->
                  threads.submit(
                      () -> phones.subList(part * 1_000, part * 1_000 + 1_000).forEach(queue::add)))
              .toList();
      while (taken.size() < phones.size() && !areAllOver(adding)) taken.addAll(queue.take(7));
    }
    taken.addAll(queue.take(phones.size()));

    assertThat(taken).hasSameSizeAs(phones);
    assertThat(new HashSet<>(taken)).isEqualTo(new HashSet<>(phones));
  }

  private static boolean areAllOver(List<? extends Future<?>> tasks)
      throws InterruptedException, ExecutionException {
    for (var task : tasks) {
      if (!task.isDone()) return false;
      task.get();
    }
    return true;
  }

  private static List<Phone> phones(int count) {
    return IntStream.range(0, count).mapToObj(_ -> new Phone(UUID.randomUUID())).toList();
  }
}
