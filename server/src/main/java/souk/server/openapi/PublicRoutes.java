package souk.server.openapi;

import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The routes that need no token. */
@Singleton
final class PublicRoutes {
  private final Set<String> routes;

  PublicRoutes(Router router) {
    routes =
        router
            .uriRoutes()
            .filter(PublicRoutes::isPublic)
            .map(route -> key(route.getHttpMethodName(), path(route)))
            .collect(Collectors.toSet());
  }

  boolean contains(String method, String path) {
    return routes.contains(key(method, path));
  }

  /** The route's path as the document writes it: without its query. */
  static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString();
  }

  private static boolean isPublic(UriRouteInfo<?, ?> route) {
    var access = route.getAnnotationMetadata().stringValues(Secured.class);
    return Arrays.asList(access).contains(SecurityRule.IS_ANONYMOUS);
  }

  private static String key(String method, String path) {
    return method.toLowerCase(Locale.ROOT) + " " + path;
  }
}
