package souk.payments.risk;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.http.ClientAddress;
import souk.platform.http.ClientAddresses;
import souk.platform.idempotency.CallWitness;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

/**
 * Notes where a customer is whenever he books or moves money, which is wherever a key is required.
 * The app names its device in {@code Souk-Device}; the country of the address is what our own proxy
 * says in the header that {@code souk.risk.country-header} names, and what anybody else says there
 * is not read.
 */
@Singleton
final class PayerWitness implements CallWitness {
  private static final Logger log = LoggerFactory.getLogger(PayerWitness.class);
  private static final String DEVICE = "Souk-Device";
  private static final Pattern DEVICE_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

  private final Sightings sightings;
  private final ClientAddresses addresses;
  private final @Nullable String countryHeader;

  PayerWitness(
      Sightings sightings,
      ClientAddresses addresses,
      @Nullable @Value("${souk.risk.country-header:}") String countryHeader) {
    this.sightings = sightings;
    this.addresses = addresses;
    this.countryHeader = countryHeader;
  }

  @Override
  public void saw(HttpRequest<?> request) {
    var person = request.getUserPrincipal(Authentication.class).map(Person::of);
    if (person.isEmpty() || !person.get().is(Role.CUSTOMER)) return;
    var address = addresses.of(request);
    try {
      sightings.seen(
          person.get().id(), device(request), address.network(), country(request, address));
    } catch (RuntimeException failure) {
      // rules that want to know say themselves what becomes of a payment without it
      log.warn("where a payer is could not be noted: {}", failure.getMessage());
    }
  }

  private static @Nullable String device(HttpRequest<?> request) {
    return header(request, DEVICE, DEVICE_NAME);
  }

  private @Nullable String country(HttpRequest<?> request, ClientAddress address) {
    var peer = request.getRemoteAddress().getAddress();
    var vouchedFor = !address.address().equals(peer);
    if (!vouchedFor || countryHeader == null || countryHeader.isBlank()) return null;
    var country = header(request, countryHeader, COUNTRY);
    return country == null ? null : country.toUpperCase(Locale.ROOT);
  }

  private static @Nullable String header(HttpRequest<?> request, String name, Pattern shape) {
    return Optional.ofNullable(request.getHeaders().get(name))
        .map(String::strip)
        .filter(value -> shape.matcher(value).matches())
        .orElse(null);
  }
}
