package souk.payments;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.reactivestreams.Publisher;

/** Believes what the header {@code X-Person: <id> <ROLE>…} says. */
@Singleton
final class TestPerson implements AuthenticationFetcher<HttpRequest<?>> {
  static final String HEADER = "X-Person";

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return request
        .getHeaders()
        .findFirst(HEADER)
        .map(words -> words.split(" "))
        .<Publisher<Authentication>>map(words ->
            Publishers.just(
                Authentication.build(words[0], Arrays.asList(words).subList(1, words.length))))
        .orElseGet(Publishers::empty);
  }
}
