package souk.platform.push;

import java.util.function.Consumer;

/** Fire and forget between processes. What is published while the carrier is away is lost. */
public interface Channels {
  void publish(String channel, String message);

  /** Listens for as long as the process lives, also after the carrier was away. */
  void listen(String channel, Consumer<String> listener);
}
