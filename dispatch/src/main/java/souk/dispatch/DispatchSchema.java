package souk.dispatch;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import souk.platform.postgres.ModuleSchema;

@Factory
final class DispatchSchema {
  @Singleton
  @Named("dispatch")
  ModuleSchema schema() {
    return new ModuleSchema("dispatch", 2);
  }
}
