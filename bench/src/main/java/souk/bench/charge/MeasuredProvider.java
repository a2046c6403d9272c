package souk.bench.charge;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import souk.payments.psp.Psp;

/** Puts the stop watch between the use cases and the provider's guarded port. */
@Singleton
@Requires(property = MeasuredProvider.SETTING)
final class MeasuredProvider implements BeanCreatedEventListener<Psp> {
  static final String SETTING = "souk.bench.measured-provider";

  @Override
  public Psp onCreated(BeanCreatedEvent<Psp> event) {
    return ProviderTime.measured(event.getBean());
  }
}
