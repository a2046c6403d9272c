package souk.booking;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.platform.postgres.ModuleSchema;

@Factory
final class BookingSchema {
  @Singleton
  @Named("booking")
  ModuleSchema schema() {
    return new ModuleSchema("booking", 3);
  }
}
