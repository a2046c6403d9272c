package souk.dispatch.surge;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Chooses the surge that prices are made with. */
@Factory
final class SurgeBeans {
  @Singleton
  Surge surge() {
    return new NeutralSurge();
  }
}
