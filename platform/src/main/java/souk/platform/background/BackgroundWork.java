package souk.platform.background;

import java.util.List;

/** Loops of a module that a worker process runs between its start-up and its shutdown. */
public interface BackgroundWork {
  List<BackgroundLoop> start();

  /** Whether every process runs these loops, also one that is no worker. */
  default boolean everywhere() {
    return false;
  }
}
