package souk.dispatch.driver;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.CityId;
import souk.dispatch.driver.Driver.Approval;
import souk.dispatch.driver.Driver.Availability;
import souk.dispatch.driver.Driver.Change;
import souk.dispatch.driver.Driver.Vehicle;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * A person says what he drives, the first time or anew. Operations approve driver and vehicle, so
 * an approved driver with another vehicle waits again; a blocked one stays blocked.
 */
@Singleton
public final class RegisterDriver {
  private final Drivers drivers;
  private final Transactions transactions;
  private final Cities cities;
  private final boolean autoApprove;

  RegisterDriver(
      Drivers drivers,
      Transactions transactions,
      Cities cities,
      @Value("${souk.drivers.auto-approve:false}") boolean autoApprove) {
    this.drivers = drivers;
    this.transactions = transactions;
    this.cities = cities;
    this.autoApprove = autoApprove;
  }

  /**
   * Registers the person as a driver, or changes what is known of him; the same again changes
   * nothing.
   *
   * @throws Problem 422 {@code city_not_served}; 409 {@code driver_online} or {@code on_trip},
   *     since riders would look for another car
   */
  public Driver register(UUID person, String cityId, String name, Vehicle vehicle) {
    var city = served(cityId);
    return transactions.call(() -> {
      var added = drivers.add(fresh(person, city, name, vehicle), first());
      var driver = drivers.lock(person).orElseThrow();
      return added ? driver : change(driver, driver.described(city, name, vehicle));
    });
  }

  private Driver change(Driver driver, Driver described) {
    var next = judged(driver, described);
    if (next.equals(driver)) return driver;
    if (driver.online()) {
      throw Problem.conflict("driver_online", "Go off line before you change what you drive.");
    }
    drivers.standing(driver.id()).ifPresent(GoOffline::refuseOnTrip);
    return drivers.save(next, newlyApproved(driver, next) ? Change.APPROVED : Change.REGISTERED);
  }

  private Driver judged(Driver driver, Driver described) {
    return switch (driver.approval()) {
      case PENDING -> autoApprove ? described.approved() : described;
      case APPROVED ->
          autoApprove || described.vehicle().equals(driver.vehicle())
              ? described
              : described.pending();
      case BLOCKED -> described;
    };
  }

  private static boolean newlyApproved(Driver driver, Driver next) {
    return next.approval() == Approval.APPROVED && driver.approval() != Approval.APPROVED;
  }

  private Driver fresh(UUID person, CityId city, String name, Vehicle vehicle) {
    return new Driver(
        person,
        city,
        name,
        vehicle,
        autoApprove ? Approval.APPROVED : Approval.PENDING,
        Optional.empty(),
        Availability.OFFLINE,
        Optional.empty(),
        1,
        0,
        // the row's own default decides
        Instant.EPOCH);
  }

  private Change first() {
    return autoApprove ? Change.APPROVED : Change.REGISTERED;
  }

  private CityId served(String slug) {
    return cities.all().stream()
        .map(City::id)
        .filter(city -> city.slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> Problem.refused("city_not_served", "There is no such city here."));
  }
}
