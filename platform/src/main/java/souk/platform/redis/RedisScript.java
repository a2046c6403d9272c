package souk.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;
import souk.platform.postgres.HeldConnections;

/**
 * A Lua script, called by its digest; its text travels only to a server that does not know it (yet,
 * or any more). Since the client may send a call again whose answer was lost, a script is safe to
 * repeat.
 */
public final class RedisScript {
  private final String text;
  private final String digest;

  private RedisScript(String text) {
    this.text = text;
    this.digest = sha1(text);
  }

  /** The script in a resource that lies beside the class. */
  public static RedisScript beside(Class<?> owner, String resource) {
    try (var stream = owner.getResourceAsStream(resource)) {
      if (stream == null) throw new IllegalStateException("there is no resource " + resource);
      return new RedisScript(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Runs the script and answers the list it returns: strings, longs and lists of them.
   *
   * @param keys with {@link Redis#key} applied, at least one, all of one hash tag
   * @throws RuntimeException of the client's own, while Redis cannot be reached
   */
  public List<Object> call(Redis redis, List<String> keys, List<?> arguments) {
    HeldConnections.refuseRemoteCall("Redis");
    var scripts = redis.client().getScript(StringCodec.INSTANCE);
    var route = keys.getFirst();
    var keyObjects = List.<Object>copyOf(keys);
    var values = arguments.toArray();
    try {
      return scripts.evalSha(
          route, RScript.Mode.READ_WRITE, digest, RScript.ReturnType.LIST, keyObjects, values);
    } catch (RedisNoScriptException unknown) {
      return scripts.eval(
          route, RScript.Mode.READ_WRITE, text, RScript.ReturnType.LIST, keyObjects, values);
    }
  }

  private static String sha1(String text) {
    try {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
