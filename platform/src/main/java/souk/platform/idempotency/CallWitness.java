package souk.platform.idempotency;

import io.micronaut.http.HttpRequest;

/**
 * Is told of each call that must have one effect before it has it, by the thread of its controller
 * and with no connection in its hand. No filter could do this: one that leaves the event loop
 * before the body has been read lets the body be read from two threads.
 */
public interface CallWitness {
  /** What it throws, the call fails with. */
  void saw(HttpRequest<?> request);
}
