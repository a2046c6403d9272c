package souk.sim.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What came of a call after all its attempts. */
public sealed interface Answer {

  /** The server did it. {@code lastAttempt} is what a naive stopwatch would have measured. */
  record Done(int status, JsonNode body, Duration lastAttempt) implements Answer {

    /** The body as a view; throws {@link Wire.Garbled} when it is not one. */
    public <T> T as(Class<T> type) {
      return Wire.read(body, type);
    }
  }

  /** The server has decided against it. */
  record Refused(int status, String code) implements Answer {}

  /** Nobody knows: no answer in all the time there was. */
  record Unanswered(String why) implements Answer {}
}
