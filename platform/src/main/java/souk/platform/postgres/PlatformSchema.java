package souk.platform.postgres;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

@Factory
final class PlatformSchema {
  @Singleton
  @Named("platform")
  ModuleSchema schema() {
    return new ModuleSchema("platform", 0);
  }
}
