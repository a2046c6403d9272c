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

  // as the parser writes them: (through reference chain:
  // souk.…Request["pickup"]->souk.…Point["lat"])
  private static final Pattern FIELD = Pattern.compile("\\[\"(\\w+)\"]");

  /** As a card's number in a field of something else, which no answer may repeat. */
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[ -]?\\d){11,}");

  private static final Pattern SOURCE = Pattern.compile(" \\(start marker at \\[Source.*");
  private static final Pattern OUR_REASON = Pattern.compile("problem: (.*)");

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
   * of our classes is said in other words: the field's place in the body, and the reason that we
   * gave ourselves.
   */
  private static String said(Error error) {
    var message = Optional.ofNullable(error.getMessage()).orElse("");
    var first = SOURCE.matcher(message.lines().findFirst().orElse("")).replaceAll("");
    var told = OF_OUR_CLASSES.matcher(first).find() ? place(message) + reason(message) : first;
    return LONG_NUMBER.matcher(told).replaceAll("…");
  }

  private static String place(String message) {
    var fields = FIELD.matcher(message).results().map(field -> field.group(1)).toList();
    return fields.isEmpty() ? "" : String.join(".", fields) + ": ";
  }

  private static String reason(String message) {
    return OUR_REASON
        .matcher(message)
        .results()
        .map(found -> found.group(1))
        .filter(text -> !OF_OUR_CLASSES.matcher(text).find())
        .findFirst()
        .orElse("is not of the expected shape");
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
