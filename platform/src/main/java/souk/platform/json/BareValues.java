package souk.platform.json;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.reflect.ReflectionUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.jackson.JacksonDeserializationPreInstantiateCallback;
import jakarta.inject.Singleton;
import souk.platform.problem.Problem;

/**
 * A bare number or word where an object belongs is the caller's mistake. The framework's validator,
 * handed one value for a constructor of several, would take it for an accident of ours.
 */
@Singleton
final class BareValues
    implements BeanCreatedEventListener<JacksonDeserializationPreInstantiateCallback> {
  @Override
  public JacksonDeserializationPreInstantiateCallback onCreated(
      BeanCreatedEvent<JacksonDeserializationPreInstantiateCallback> event) {
    var validation = event.getBean();
    return (type, values) -> {
      if (!fit(values, type.getConstructorArguments())) {
        throw Problem.malformed("malformed", "A bare value stands where an object belongs.");
      }
      validation.preInstantiate(type, values);
    };
  }

  /** With one argument a bare value has the right number, and seldom the right type. */
  private static boolean fit(Object[] values, Argument<?>[] arguments) {
    if (values.length != arguments.length) return false;
    for (int n = 0; n < values.length; n++) {
      var type = ReflectionUtils.getWrapperType(arguments[n].getType());
      if (values[n] != null && !type.isInstance(values[n])) return false;
    }
    return true;
  }
}
