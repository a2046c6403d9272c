package souk.platform.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Map;

final class ProblemResponse {
  private ProblemResponse() {}

  static MutableHttpResponse<Map<String, Object>> of(Problem problem) {
    return into(HttpResponse.status(problem.status(), problem.code()), problem);
  }

  static MutableHttpResponse<Map<String, Object>> into(
      MutableHttpResponse<?> response, Problem problem) {
    problem
        .retryAfter()
        .ifPresent(delay ->
            response.header(
                HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds()))));
    if (problem.status() == 401) response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return response.body(problem.body()).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }
}
