package souk.payments.psp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What follows from what the workers say, whatever they say. */
class BreakerReportTest {
  private static final Duration LONGER_THAN_ANY = Duration.ofHours(1);

  @Property
  void oneThatWorksIsEnough(@ForAll("workers") List<BreakerReport> workers) {
    var closed = new BreakerReport(BreakerState.CLOSED, Duration.ZERO, Duration.ofSeconds(1));
    var all = new ArrayList<>(workers);
    all.add(closed);
    assertThat(BreakerReport.leftAlone(all)).isEmpty();
  }

  @Property
  void whereNoneWorksTheLongestPauseCounts(@ForAll("workers") List<BreakerReport> workers) {
    var unwell = workers.stream().filter(one -> one.state() != BreakerState.CLOSED).toList();
    var open = unwell.stream().filter(one -> one.state() == BreakerState.OPEN).toList();
    var left = BreakerReport.leftAlone(unwell);
    assertThat(left.isPresent()).isEqualTo(!open.isEmpty());
    left.ifPresent(
        pause -> assertThat(open).allMatch(one -> one.leftAlone().compareTo(pause) <= 0));
  }

  /** Whoever says nothing more cannot keep anything closed. */
  @Property
  void everyPauseEndsWithoutAnotherWord(
      @ForAll("workers") List<BreakerReport> workers, @ForAll("pauses") Duration passed) {
    var later = after(workers, passed);
    BreakerReport.leftAlone(later).ifPresent(left -> assertThat(left).isPositive());
    var longest =
        later.stream().map(BreakerReport::leftAlone).max(Duration::compareTo).orElse(passed);
    assertThat(BreakerReport.leftAlone(after(later, longest))).isEmpty();
    assertThat(after(workers, LONGER_THAN_ANY)).isEmpty();
  }

  @Property
  void timeThatPassesInStepsIsTheSameTime(
      @ForAll("worker") BreakerReport worker,
      @ForAll("pauses") Duration first,
      @ForAll("pauses") Duration second) {
    assertThat(worker.after(first).flatMap(one -> one.after(second)))
        .isEqualTo(worker.after(first.plus(second)));
  }

  private static List<BreakerReport> after(List<BreakerReport> workers, Duration passed) {
    return workers.stream().flatMap(one -> one.after(passed).stream()).toList();
  }

  @Provide
  Arbitrary<List<BreakerReport>> workers() {
    return worker().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<BreakerReport> worker() {
    return Combinators.combine(Arbitraries.of(BreakerState.class), pauses(), pauses())
        .as((state, left, believed) ->
            new BreakerReport(state, state == BreakerState.OPEN ? left : Duration.ZERO, believed));
  }

  @Provide
  Arbitrary<Duration> pauses() {
    return Arbitraries.longs().between(1, 20_000).map(Duration::ofMillis);
  }
}
