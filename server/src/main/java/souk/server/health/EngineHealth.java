package souk.server.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import souk.dispatch.eta.Routes;
import souk.platform.redis.Redis;

/** What a request can be answered without: while it is away the process is degraded, not unready. */
final class EngineHealth {
  private static final HealthStatus DEGRADED =
      new HealthStatus("DEGRADED", "answers, without this", true, 500);
  private static final Duration PATIENCE = Duration.ofMillis(800);

  private EngineHealth() {}

  @Singleton
  @Readiness
  static final class OfRedis implements HealthIndicator {
    private final Redis redis;

    OfRedis(Redis redis) {
      this.redis = redis;
    }

    @Override
    public Publisher<HealthResult> getResult() {
      return check("redis", () -> redis.client().getBucket(redis.key("health")).isExists());
    }
  }

  @Singleton
  @Readiness
  static final class OfTemporal implements HealthIndicator {
    private final WorkflowServiceStubs stubs;

    OfTemporal(WorkflowServiceStubs stubs) {
      this.stubs = stubs;
    }

    @Override
    public Publisher<HealthResult> getResult() {
      return check("temporal", stubs::healthCheck);
    }
  }

  @Singleton
  @Readiness
  static final class OfRoads implements HealthIndicator {
    private final Routes routes;

    OfRoads(Routes routes) {
      this.routes = routes;
    }

    @Override
    public Publisher<HealthResult> getResult() {
      return check(
          "roads",
          () -> {
            if (!routes.ready()) throw new IllegalStateException(routes.graphs().toString());
          });
    }
  }

  private static Publisher<HealthResult> check(String name, Runnable probe) {
    return Mono.fromRunnable(probe)
        .subscribeOn(Schedulers.boundedElastic())
        .timeout(PATIENCE)
        .thenReturn(HealthResult.builder(name, HealthStatus.UP).build())
        .onErrorResume(
            away ->
                Mono.just(
                    HealthResult.builder(name, DEGRADED).details(reason(away)).build()));
  }

  private static String reason(Throwable away) {
    return away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
  }
}
