package souk.platform.http;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose forwarding headers count: {@code souk.trusted-proxies}, a list of addresses and
 * ranges. Read at the start, so that a mistake in it is found then.
 */
@Context
final class TrustedProxies {
  private final List<AddressRange> ranges;

  TrustedProxies(@Property(name = "souk.trusted-proxies") @Nullable List<String> ranges) {
    this.ranges =
        ranges == null
            ? List.of()
            : ranges.stream().filter(r -> !r.isBlank()).map(TrustedProxies::range).toList();
  }

  boolean trust(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static AddressRange range(String text) {
    try {
      return AddressRange.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new ConfigurationException(
          "souk.trusted-proxies takes addresses and ranges such as 10.0.0.0/8, not " + text);
    }
  }
}
