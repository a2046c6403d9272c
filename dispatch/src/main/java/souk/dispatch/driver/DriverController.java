package souk.dispatch.driver;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Collectors;
import souk.dispatch.Product;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Controller("/v1/me/driver")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.DRIVER)
@Tag(name = "driver")
class DriverController {
  private static final String PLAIN = "\\P{Cntrl}*";

  private final RegisterDriver registerDriver;
  private final GoOnline goOnline;
  private final GoOffline goOffline;
  private final Drivers drivers;

  DriverController(
      RegisterDriver registerDriver, GoOnline goOnline, GoOffline goOffline, Drivers drivers) {
    this.registerDriver = registerDriver;
    this.goOnline = goOnline;
    this.goOffline = goOffline;
    this.drivers = drivers;
  }

  @Introspected
  record Registration(
      @NotBlank @Size(max = 80) @Pattern(regexp = PLAIN) String name,
      @NotNull String cityId,
      @NotNull @Valid RegisteredVehicle vehicle) {}

  @Introspected
  record RegisteredVehicle(
      @NotBlank @Size(max = 20) @Pattern(regexp = PLAIN) String plate,
      @NotBlank @Size(max = 60) @Pattern(regexp = PLAIN) String model,
      @NotBlank @Size(max = 30) @Pattern(regexp = PLAIN) String colour,
      @NotEmpty @Size(max = 20) List<@NotNull String> products) {

    Driver.Vehicle vehicle() {
      return new Driver.Vehicle(
          plate.strip(),
          model.strip(),
          colour.strip(),
          products.stream().map(DriverController::product).collect(Collectors.toSet()));
    }
  }

  @Introspected
  record Wish(@NotNull String product) {}

  @Put
  @Operation(summary = "Register as a driver, or change what you drive")
  DriverView register(Person person, @Valid @Body Registration body) {
    var vehicle = body.vehicle().vehicle();
    return DriverView.of(
        registerDriver.register(person.id(), body.cityId(), body.name().strip(), vehicle));
  }

  @Get
  @Operation(summary = "Yourself as a driver")
  DriverView get(Person person) {
    return drivers
        .find(person.id())
        .map(DriverView::of)
        .orElseThrow(() -> Problem.notFound("driver"));
  }

  @Post("/online")
  @Operation(summary = "Ask for work with one of your vehicle's products")
  DriverView online(Person person, @Valid @Body Wish body) {
    return DriverView.of(goOnline.goOnline(person.id(), product(body.product())));
  }

  @Post("/offline")
  @Operation(summary = "Ask for no more work; an open offer is withdrawn")
  DriverView offline(Person person) {
    return DriverView.of(goOffline.goOffline(person.id()));
  }

  private static Product product(String slug) {
    return Product.of(slug)
        .orElseThrow(() -> Problem.refused("product_unknown", "There is no product of that name."));
  }
}
