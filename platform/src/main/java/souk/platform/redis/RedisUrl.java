package souk.platform.redis;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;

/** Turns one URL into the client's configuration, for each of the three kinds of Redis. */
record RedisUrl(
    String kind,
    boolean tls,
    @Nullable String user,
    @Nullable String password,
    String[] nodes,
    String path) {
  private static final Pattern FORM =
      Pattern.compile(
          "redis(?<tls>s?)(\\+(?<kind>sentinel|cluster))?://"
              + "((?<user>[^:@/]*)(:(?<password>[^@/]*))?@)?(?<hosts>[^/@]+)(/(?<path>.*))?");

  static RedisUrl parse(String url) {
    var form = FORM.matcher(url);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "redis.url must be redis://host:port, redis+sentinel://host:port,…/master"
              + " or redis+cluster://host:port,…");
    }
    var scheme = form.group("tls").isEmpty() ? "redis://" : "rediss://";
    var nodes = Arrays.stream(form.group("hosts").split(",")).map(scheme::concat);
    return new RedisUrl(
        form.group("kind") == null ? "single" : form.group("kind"),
        !form.group("tls").isEmpty(),
        emptyToNull(form.group("user")),
        emptyToNull(form.group("password")),
        nodes.toArray(String[]::new),
        form.group("path") == null ? "" : form.group("path"));
  }

  Config config(int timeoutMillis) {
    var config = new Config();
    config.setUsername(user);
    config.setPassword(password);
    switch (kind) {
      case "sentinel" ->
          config
              .useSentinelServers()
              .setMasterName(path)
              .addSentinelAddress(nodes)
              .setCheckSentinelsList(false)
              .setReadMode(ReadMode.MASTER)
              .setTimeout(timeoutMillis)
              .setConnectTimeout(timeoutMillis)
              .setRetryAttempts(1);
      case "cluster" ->
          config
              .useClusterServers()
              .addNodeAddress(nodes)
              .setReadMode(ReadMode.MASTER)
              .setTimeout(timeoutMillis)
              .setConnectTimeout(timeoutMillis)
              .setRetryAttempts(1);
      default ->
          config
              .useSingleServer()
              .setAddress(nodes[0])
              .setConnectionMinimumIdleSize(2)
              .setConnectionPoolSize(32)
              .setTimeout(timeoutMillis)
              .setConnectTimeout(timeoutMillis)
              .setRetryAttempts(1);
    }
    return config;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
