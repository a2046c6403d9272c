package souk.server.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import souk.dispatch.eta.Routes;
import souk.platform.redis.Redis;

/**
 * What a request can be answered without: while it is away the process is degraded, not unready.
 */
final class EngineHealth {
  // of two statuses that both say whether they are operational, the whole takes either
  private static final HealthStatus DEGRADED =
      new HealthStatus("DEGRADED", "answers, without this", null, 500);
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

  /** A probe that hangs is left to its own time-out; its thread costs nothing. */
  private static Publisher<HealthResult> check(String name, Runnable probe) {
    return Mono.fromFuture(() ->
        CompletableFuture.runAsync(probe, Thread::startVirtualThread)
            .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .handle((_, away) -> result(name, away)));
  }

  private static HealthResult result(String name, @Nullable Throwable away) {
    return away == null
        ? HealthResult.builder(name, HealthStatus.UP).build()
        : HealthResult.builder(name, DEGRADED).details(reason(away)).build();
  }

  private static String reason(Throwable away) {
    var message = away.getMessage();
    return message == null ? away.getClass().getSimpleName() : message;
  }
}
