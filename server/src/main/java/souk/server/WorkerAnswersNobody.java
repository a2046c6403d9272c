package souk.server;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;
import souk.platform.background.Roles;
import souk.platform.problem.Problem;

/**
 * A process without the role {@code api} shows its health and metrics, and answers nothing else.
 */
@ServerFilter("/v1/**")
final class WorkerAnswersNobody {
  private static final Duration NEVER_HERE = Duration.ofSeconds(5);

  private final Roles roles;

  WorkerAnswersNobody(Roles roles) {
    this.roles = roles;
  }

  @RequestFilter
  void refuse(HttpRequest<?> request) {
    if (!roles.api()) {
      throw Problem.unavailable("worker_only", "This process answers no requests.", NEVER_HERE);
    }
  }
}
