package souk.sim.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import souk.sim.plan.Outage;

/**
 * A phone's standing connection: it comes back by itself whatever ends it, and is lost when the
 * plan says so.
 */
public final class Line implements AutoCloseable {

  /** Who listens; called on the socket's thread in the order of the messages. */
  public interface Hearer {
    /** A connection is about to be opened; answers the number it will have. */
    int connecting();

    /** A message came on this connection. */
    void heard(int connection, Frame frame, Event event);

    /** A message came that the phone cannot have heard, for it had no reception. */
    void missed(Event event);

    /** Something came that is no message of the API. */
    void garbled(int connection, String what);

    /** The app was started again. */
    void restarted();

    /** The connection that was opened last has ended. */
    void ended();
  }

  private final Api api;
  private final Credentials credentials;
  private final IntFunction<Outage> outages;
  private final RandomGenerator jitter;
  private final Signal signal;
  private final Hearer hearer;
  private final Thread keeper;
  private volatile @Nullable PhoneSocket current;

  /** Connects and stays connected until closed; the outages are counted from 0. */
  public Line(
      Api api,
      Credentials credentials,
      IntFunction<Outage> outages,
      RandomGenerator jitter,
      Signal signal,
      Hearer hearer) {
    this.api = api;
    this.credentials = credentials;
    this.outages = outages;
    this.jitter = jitter;
    this.signal = signal;
    this.hearer = hearer;
    keeper = Thread.ofVirtual().name("line").start(this::keep);
  }

  /** Sends one JSON text; false when there is no connection to send it on. */
  public boolean send(Object message) throws InterruptedException {
    var socket = current;
    return socket != null && !signal.isLost() && socket.send(Wire.write(message));
  }

  /** Whether there is a connection, as far as one can know. */
  public boolean isUp() {
    return current != null;
  }

  /** Gives up the present connection, as an app does that notices its network is another one. */
  public void reconnect() {
    var socket = current;
    if (socket != null) socket.cut();
  }

  /** Hangs up for good. */
  @Override
  public void close() {
    keeper.interrupt();
  }

  private void keep() {
    try {
      for (int n = 0; ; n++) {
        var outage = outages.apply(n);
        stayUp(System.nanoTime() + outage.up().toNanos());
        api.load().outage();
        Thread.sleep(outage.down());
        if (outage.restart()) hearer.restarted();
      }
    } catch (InterruptedException closed) {
      var socket = current;
      current = null;
      if (socket != null) socket.hangUp();
    }
  }

  private void stayUp(long endNanos) throws InterruptedException {
    var failures = 0;
    while (System.nanoTime() < endNanos) {
      try {
        talk(endNanos);
        failures = 0;
      } catch (PhoneSocket.NotOpened refused) {
        if (refused.isUnauthorized()) credentials.refused();
        failures++;
      }
      pause(failures, endNanos);
    }
  }

  private void talk(long endNanos) throws InterruptedException, PhoneSocket.NotOpened {
    var _ = signal.await();
    var number = hearer.connecting();
    var socket = PhoneSocket.open(api, credentials.bearer(), text -> hear(number, text));
    current = socket;
    var code = socket.awaitEnd(endNanos);
    current = null;
    hearer.ended();
    if (code.isEmpty()) socket.cut();
    if (code.isPresent()) api.load().socketLost();
    if (code.orElse(0) == PhoneSocket.SIGN_IN_AGAIN) credentials.refused();
  }

  /** Even after a good conversation: a server that comes back meets its phones one by one. */
  private void pause(int failures, long endNanos) throws InterruptedException {
    var wait = Backoff.USUAL.delay(failures + 1, Optional.empty(), jitter);
    var left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    Thread.sleep(wait.compareTo(left) < 0 ? wait : left);
  }

  private void hear(int connection, String text) {
    try {
      var frame = Wire.read(text, Frame.class);
      if (signal.isLost()) hearer.missed(Event.of(frame));
      else hearer.heard(connection, frame, Event.of(frame));
    } catch (Wire.Garbled garbled) {
      hearer.garbled(connection, String.valueOf(garbled.getMessage()));
    }
  }
}
