package souk.payments;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.platform.postgres.ModuleSchema;

@Factory
final class PaymentsSchema {
  @Singleton
  @Named("payments")
  ModuleSchema schema() {
    return new ModuleSchema("payments", 1);
  }
}
