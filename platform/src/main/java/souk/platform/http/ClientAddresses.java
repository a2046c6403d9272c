package souk.platform.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.server.util.DefaultHttpClientAddressResolver;
import io.micronaut.http.server.util.HttpClientAddressResolver;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says where a request comes from. Replaces the framework's resolver, which believes the left-most
 * forwarded address whoever sent it: here the headers count only when the peer is a trusted proxy,
 * and then the right-most hop that is none of ours.
 */
@Singleton
@Replaces(DefaultHttpClientAddressResolver.class)
public final class ClientAddresses
    implements HttpClientAddressResolver, TypedRequestArgumentBinder<ClientAddress> {
  private final TrustedProxies proxies;

  ClientAddresses(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  public ClientAddress of(HttpRequest<?> request) {
    var peer = request.getRemoteAddress().getAddress();
    if (!proxies.trust(peer)) return new ClientAddress(peer);
    var headers = request.getHeaders();
    var claimed =
        Stream.of(
                ForwardedHop.ofForwardedFor(headers.getAll("X-Forwarded-For")),
                ForwardedHop.ofForwarded(headers.getAll("Forwarded")))
            .filter(hops -> !hops.isEmpty())
            .map(hops -> client(peer, hops))
            .distinct()
            .toList();
    // a proxy writes one kind of header; where the two disagree, the client invented the other
    return new ClientAddress(claimed.size() == 1 ? claimed.getFirst() : peer);
  }

  /**
   * An address that cannot be read hides whoever stands behind it: the nearest known one counts.
   */
  private InetAddress client(InetAddress peer, List<Optional<InetAddress>> hops) {
    var nearest = peer;
    for (var hop : hops.reversed()) {
      if (hop.isEmpty() || !proxies.trust(nearest)) return nearest;
      nearest = hop.get();
    }
    return nearest;
  }

  @Override
  public String resolve(HttpRequest request) {
    return of(request).address().getHostAddress();
  }

  @Override
  public Argument<ClientAddress> argumentType() {
    return Argument.of(ClientAddress.class);
  }

  @Override
  public BindingResult<ClientAddress> bind(
      ArgumentConversionContext<ClientAddress> context, HttpRequest<?> request) {
    return () -> Optional.of(of(request));
  }
}
