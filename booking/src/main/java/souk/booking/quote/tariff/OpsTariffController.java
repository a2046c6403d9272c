package souk.booking.quote.tariff;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.dispatch.Product;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/tariffs")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsTariffController {
  private final Tariffs tariffs;
  private final PublishTariff publishTariff;
  private final Cities cities;

  OpsTariffController(Tariffs tariffs, PublishTariff publishTariff, Cities cities) {
    this.tariffs = tariffs;
    this.publishTariff = publishTariff;
    this.cities = cities;
  }

  /** What is in force; one entry per city and product. */
  @Introspected
  record InForce(List<Tariff> items) {}

  /**
   * The next version.
   *
   * @param replaces the latest version as the operator saw it; 0 where there is none
   * @param effectiveFrom at once, when it is missing
   */
  @Introspected
  record NextTariff(
      @PositiveOrZero long replaces,
      @Nullable Instant effectiveFrom,
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason,
      @NotNull Terms terms) {
    PublishTariff.Draft draft() {
      return new PublishTariff.Draft(replaces, effectiveFrom, reason.strip(), terms);
    }
  }

  @Get
  @Operation(summary = "What every city charges now")
  InForce inForce() {
    return new InForce(tariffs.inForce());
  }

  @Get("/{cityId}/{product}{?cursor,limit}")
  @Operation(summary = "All versions of a tariff, made last first, those to come too")
  Page<Tariff> history(
      @PathVariable String cityId,
      @PathVariable String product,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = tariffs.history(city(cityId), product(product), Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, Tariff::createdAt, Tariff::id, tariff -> tariff);
  }

  @Post("/{cityId}/{product}")
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Make the next version of a tariff")
  HttpResponse<Tariff> publish(
      Person operator,
      @PathVariable String cityId,
      @PathVariable String product,
      @Valid @Body NextTariff next) {
    return HttpResponse.created(
        publishTariff.publish(Operator.of(operator), city(cityId), product(product), next.draft()));
  }

  private City city(String slug) {
    return cities.all().stream()
        .filter(city -> city.id().slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("city"));
  }

  private static Product product(String slug) {
    return Product.of(slug).orElseThrow(() -> Problem.notFound("product"));
  }
}
