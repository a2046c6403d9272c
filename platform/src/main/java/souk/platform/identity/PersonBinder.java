package souk.platform.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Gives controllers the {@link Person} of the request. */
@Singleton
final class PersonBinder implements TypedRequestArgumentBinder<Person> {
  @Override
  public Argument<Person> argumentType() {
    return Argument.of(Person.class);
  }

  @Override
  public BindingResult<Person> bind(
      ArgumentConversionContext<Person> context, HttpRequest<?> request) {
    return () -> request.getUserPrincipal(Authentication.class).map(PersonBinder::person);
  }

  /** The person of a validated token. */
  static Person person(Authentication authentication) {
    return new Person(
        UUID.fromString(authentication.getName()),
        authentication.getRoles().stream().map(Role::valueOf).collect(toUnmodifiableSet()),
        Optional.ofNullable(authentication.getAttributes().get("name")).orElse("").toString());
  }
}
