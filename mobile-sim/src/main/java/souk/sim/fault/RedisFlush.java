package souk.sim.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import souk.sim.measure.Tally;

/** Empties a Redis again and again at a steady pace, as if it had lost everything. */
public final class RedisFlush implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final byte[] FLUSH = "FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII);

  private final InetSocketAddress redis;
  private final Duration every;
  private final IndexWatch watch;
  private final Tally tally;
  private final Thread flusher;

  /** Begins one period from now. */
  public RedisFlush(InetSocketAddress redis, Duration every, IndexWatch watch, Tally tally) {
    this.redis = redis;
    this.every = every;
    this.watch = watch;
    this.tally = tally;
    flusher = Thread.ofVirtual().name("redis-flush").start(this::flush);
  }

  /** Whether somebody answers there as Redis does. */
  public static void check(InetSocketAddress redis) throws IOException {
    send(redis, "PING\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Flushes no more. */
  @Override
  public void close() throws InterruptedException {
    flusher.interrupt();
    flusher.join();
  }

  private void flush() {
    var due = System.nanoTime();
    try {
      while (true) {
        due += every.toNanos();
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        flushOnce();
      }
    } catch (InterruptedException closed) {
      // the run is over
    }
  }

  private void flushOnce() {
    var began = System.nanoTime();
    try {
      send(redis, FLUSH);
      watch.flushed(began);
      tally.count("flushes");
    } catch (IOException away) {
      // a Redis that is gone has nothing to lose; the next one comes in time
      tally.count("flushes_failed");
    }
  }

  private static void send(InetSocketAddress redis, byte[] command) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(redis, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(command);
      if (socket.getInputStream().read() != '+') {
        throw new IOException(redis + " refuses to be flushed");
      }
    }
  }
}
