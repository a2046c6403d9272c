package souk.platform.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever a request ended with into a problem: refusals as they are, accidents logged once.
 */
final class ProblemHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
  private static final Duration DATABASE_AWAY = Duration.ofSeconds(2);

  private ProblemHandler() {}

  /** Refusals. */
  @Singleton
  static final class OfProblem implements ExceptionHandler<Problem, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, Problem problem) {
      return ProblemResponse.of(problem);
    }
  }

  /** Nobody signed in, or somebody who may not. */
  @Singleton
  @Replaces(DefaultAuthorizationExceptionHandler.class)
  static final class OfAuthorization
      implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, AuthorizationException refused) {
      if (refused.isForbidden()) {
        return ProblemResponse.of(Problem.forbidden("This account may not do that."));
      }
      return ProblemResponse.of(
          Problem.unauthenticated("unauthenticated", "A valid access token is needed."));
    }
  }

  /** Accidents. */
  @Singleton
  static final class OfAccident implements ExceptionHandler<Throwable, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, Throwable accident) {
      return ProblemResponse.of(
          causes(accident, Problem.class)
              .or(() -> databaseAway(accident))
              .or(() -> unkeepableText(accident))
              .orElseGet(() -> unexpected(request, accident)));
    }
  }

  private static Optional<Problem> databaseAway(Throwable accident) {
    var away =
        causes(accident, ConnectionException.class).isPresent()
            || causes(accident, SQLException.class).filter(ProblemHandler::isAway).isPresent();
    if (!away) return Optional.empty();
    log.warn("no database connection: {}", accident.getMessage());
    return Optional.of(
        Problem.unavailable(
            "database_away", "The database cannot be reached just now.", DATABASE_AWAY));
  }

  /**
   * Class 08: connection; 57P: the server goes or comes; 53: out of resources; a pool's time-out.
   */
  private static boolean isAway(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return failure instanceof java.sql.SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53");
  }

  /**
   * What the database cannot keep as text in any column, wherever in a request it stood: the
   * character NUL, as such (22021) or as JSON writes it (22P05).
   */
  private static Optional<Problem> unkeepableText(Throwable accident) {
    return causes(accident, SQLException.class)
        .map(failure -> String.valueOf(failure.getSQLState()))
        .filter(state -> state.equals("22021") || state.equals("22P05"))
        .map(_ -> Problem.malformed("malformed", "A text must not contain the character NUL."));
  }

  private static Problem unexpected(HttpRequest<?> request, Throwable accident) {
    log.error("{} {} failed", request.getMethodName(), request.getPath(), accident);
    return Problem.ofStatus(500, "internal_error", "Something went wrong on our side.");
  }

  private static <T extends Throwable> Optional<T> causes(Throwable accident, Class<T> type) {
    return Stream.iterate(accident, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
