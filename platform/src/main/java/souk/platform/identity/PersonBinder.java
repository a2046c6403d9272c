package souk.platform.identity;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;

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
    return () -> request.getUserPrincipal(Authentication.class).map(Person::of);
  }
}
