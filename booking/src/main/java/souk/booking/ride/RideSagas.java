package souk.booking.ride;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import souk.platform.saga.SagaKind;

@Factory
final class RideSagas {
  /** Most of what customers wait for is rides. */
  private static final int WEIGHT = 2;

  @Singleton
  @Named("ride")
  SagaKind ride(RowRideSteps steps, Rides rides) {
    return new SagaKind("ride", RideSaga.class, RideSagaImpl.class, List.of(steps), rides, WEIGHT);
  }
}
