package souk.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that is due is looked at, though some of it cannot be. */
class DueWorkTest {
  private final Queue<UUID> due =
      new ConcurrentLinkedQueue<>(Stream.generate(UUID::randomUUID).limit(70).toList());

  private final Set<UUID> seen = ConcurrentHashMap.newKeySet();
  private final List<Integer> claims = new ArrayList<>();

  @Test
  void looksUntilNothingIsDue() {
    var all = Set.copyOf(due);
    new DueWork<>("row", 4, this::claim, id -> id, seen::add).pass();
    assertThat(seen).isEqualTo(all);
    assertThat(claims).containsExactly(32, 32, 6);
  }

  @Test
  void oneThatFailsHoldsNobodyUp() {
    var bad = due.peek();
    new DueWork<>(
            "row",
            4,
            this::claim,
            id -> id,
            id -> {
              if (id.equals(bad)) throw new IllegalStateException("no");
              seen.add(id);
            })
        .pass();
    assertThat(seen).hasSize(69).doesNotContain(bad);
  }

  @Test
  void aPersonIsToldOnce() {
    var meters = new SimpleMeterRegistry();
    var unresolved = new Unresolved("row", "Rows.", 3, meters);
    for (var looks = 0; looks < 9; looks++) unresolved.looked(UUID.randomUUID(), looks);
    assertThat(meters.counter("souk.row.unresolved").count()).isEqualTo(1);
  }

  private List<UUID> claim(int limit) {
    var claimed = Stream.generate(due::poll).limit(Math.min(limit, due.size())).toList();
    claims.add(claimed.size());
    return claimed;
  }
}
