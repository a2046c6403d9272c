package souk.platform.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gives what the framework itself refuses (routes, bodies, types, constraints) the same form. */
@Singleton
@Primary
final class FrameworkErrors implements ErrorResponseProcessor<Map<String, Object>> {
  private static final Pattern OF_OUR_CLASSES =
      Pattern.compile("\\b(java|souk|com|io|org)\\.\\w+|Exception|JsonToken");

  @Override
  public MutableHttpResponse<Map<String, Object>> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    if (isWritten(response)) {
      @SuppressWarnings("unchecked")
      var written = (MutableHttpResponse<Map<String, Object>>) response;
      return written;
    }
    return ProblemResponse.into(response, problem(context, response));
  }

  private static boolean isWritten(HttpResponse<?> response) {
    return response
        .getContentType()
        .filter(MediaType.APPLICATION_JSON_PROBLEM_TYPE::equals)
        .isPresent();
  }

  private static Problem problem(ErrorContext context, HttpResponse<?> response) {
    var status = response.code();
    var problem = Problem.ofStatus(status, code(status), detail(status, context.getErrors()));
    if (status == 400 && context.hasErrors()) problem.with("errors", errors(context));
    return problem;
  }

  private static List<Map<String, String>> errors(ErrorContext context) {
    return context.getErrors().stream()
        .map(error -> Map.of("field", error.getPath().orElse(""), "message", said(error)))
        .toList();
  }

  private static String detail(int status, List<Error> errors) {
    if (status >= 500) return "Something went wrong on our side.";
    return errors.stream().findFirst().map(FrameworkErrors::said).orElse(code(status));
  }

  /**
   * The first line: a parser's message goes on with source locations that help nobody. What speaks
   * of our classes is said in other words.
   */
  private static String said(Error error) {
    var first =
        Optional.ofNullable(error.getMessage())
            .flatMap(text -> text.lines().findFirst())
            .orElse("");
    return OF_OUR_CLASSES.matcher(first).find() ? "is not of the expected shape" : first;
  }

  private static String code(int status) {
    return switch (status) {
      case 400 -> "malformed";
      case 401 -> "unauthenticated";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 406 -> "not_acceptable";
      case 413 -> "too_large";
      case 415 -> "unsupported_media_type";
      default -> status < 500 ? "refused" : "internal_error";
    };
  }
}
