package souk.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.tracing.TraceScope;

/**
 * One line for each request that was refused, with the problem's code and neither body nor query:
 * those may hold secrets.
 */
@ServerFilter("/**")
final class RefusalLog {
  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

  @ResponseFilter
  void refused(HttpRequest<?> request, HttpResponse<?> response) {
    var status = response.code();
    if (status < 400 || status >= 500) return;
    // the filters of a response run on whatever thread made it
    try (var _ = TraceScope.of(request)) {
      log.info("{} {}: {} {}", request.getMethodName(), request.getPath(), status, code(response));
    }
  }

  private static Object code(HttpResponse<?> response) {
    return response.getBody(Map.class).map(body -> body.get("code")).orElse("");
  }
}
