package souk.dispatch.fleet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import souk.dispatch.city.CityId;

/** What can be seen of the index from outside. */
@Singleton
final class FleetMetrics {
  private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

  private final MeterRegistry registry;
  private final Timer age;
  private final Timer freshness;
  private final Timer flush;
  private final Timer wholeAgain;
  private final DistributionSummary flushed;
  private final Counter refused;
  private final Map<CityId, AtomicLong> sizes = new ConcurrentHashMap<>();
  private final Map<Verdict, Counter> positions = new ConcurrentHashMap<>();

  FleetMetrics(MeterRegistry registry) {
    this.registry = registry;
    age =
        Timer.builder("souk.fleet.age")
            .description("age of the positions that searches return")
            .serviceLevelObjectives(seconds(1, 2, 4, 8, 16, 30))
            .publishPercentiles(PERCENTILES)
            .register(registry);
    freshness =
        Timer.builder("souk.fleet.freshness")
            .description("from when a position could be written until searches see it")
            .serviceLevelObjectives(seconds(0.1, 0.2, 0.5, 1, 2, 5))
            .register(registry);
    flush = registry.timer("souk.fleet.flush");
    wholeAgain =
        Timer.builder("souk.fleet.whole.again")
            .description("from when a lost index was last seen whole until it lacks nobody here")
            .serviceLevelObjectives(seconds(0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 5, 10))
            .publishPercentiles(PERCENTILES)
            .register(registry);
    flushed = registry.summary("souk.fleet.flush.drivers");
    refused = registry.counter("souk.fleet.refused");
  }

  void searched(List<Nearby> found) {
    found.forEach(one -> age.record(one.age()));
  }

  void received(Tally tally) {
    for (var verdict : Verdict.values()) {
      positions.computeIfAbsent(verdict, this::counter).increment(tally.of(verdict));
    }
  }

  void written(CityId city, List<Fix> fixes, Fleet.Written written, Duration time) {
    sizes.computeIfAbsent(city, this::gauge).set(written.heard());
    if (fixes.isEmpty()) return;
    flush.record(time);
    flushed.record(fixes.size());
    refused.increment(written.refused().size());
    fixes.forEach(fix -> freshness.record(fix.waited().plus(time)));
  }

  void wholeAgain(Duration time) {
    wholeAgain.record(time);
  }

  void phones(Map<?, ?> phones) {
    registry.gaugeMapSize("souk.fleet.phones", Tags.empty(), phones);
  }

  private Counter counter(Verdict verdict) {
    return registry.counter(
        "souk.fleet.positions", "verdict", verdict.name().toLowerCase(Locale.ROOT));
  }

  private AtomicLong gauge(CityId city) {
    var size = new AtomicLong();
    registry.gauge("souk.fleet.index.size", Tags.of("city", city.slug()), size);
    return size;
  }

  private static Duration[] seconds(double... seconds) {
    return Arrays.stream(seconds)
        .mapToObj(each -> Duration.ofMillis(Math.round(each * 1000)))
        .toArray(Duration[]::new);
  }
}
