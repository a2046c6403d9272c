package souk.sim.client;

import java.util.Optional;

/**
 * One intended call. It is built once and sent as often as needed, so every attempt carries the
 * same body and the same idempotency key.
 */
public record Call(String method, String path, Optional<String> body, Optional<String> key) {

  /** Reads. */
  public static Call get(String path) {
    return new Call("GET", path, Optional.empty(), Optional.empty());
  }

  /** Sets something to a state. */
  public static Call put(String path, Object body) {
    return new Call("PUT", path, Optional.of(Wire.write(body)), Optional.empty());
  }

  /** Commands something that is idempotent by state. */
  public static Call post(String path) {
    return new Call("POST", path, Optional.empty(), Optional.empty());
  }

  /** Commands something with a body. */
  public static Call post(String path, Object body) {
    return new Call("POST", path, Optional.of(Wire.write(body)), Optional.empty());
  }

  /** The same call under an idempotency key. */
  public Call withKey(String idempotencyKey) {
    return new Call(method, path, body, Optional.of(idempotencyKey));
  }
}
