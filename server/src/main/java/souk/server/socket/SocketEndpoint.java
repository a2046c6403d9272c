package souk.server.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.fleet.Positions;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.identity.TokenTimes;
import souk.platform.identity.person.Revocations;

/**
 * The one socket of a phone. First it is subscribed, then told where it stands, then told the news,
 * so that nothing is missed in between.
 */
@ServerWebSocket("/v1/socket")
@Secured(SecurityRule.IS_AUTHENTICATED)
class SocketEndpoint {
  private static final Logger log = LoggerFactory.getLogger(SocketEndpoint.class);
  private static final int MESSAGE_MAX = 64 * 1024;

  // a longer frame is not even read, and ends the connection without a word
  private static final int FRAME_MAX = 4 * MESSAGE_MAX;
  private static final CloseReason TOO_BIG = new CloseReason(1009, "message too big");

  private static final String PERSON = "souk.person";
  private static final String MAILBOX = "souk.mailbox";

  private final Sockets sockets;
  private final Snapshots snapshots;
  private final SocketCommands commands;
  private final Positions positions;
  private final Revocations revocations;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SocketEndpoint(
      Sockets sockets,
      Snapshots snapshots,
      SocketCommands commands,
      Positions positions,
      Revocations revocations,
      MeterRegistry metrics) {
    this.sockets = sockets;
    this.snapshots = snapshots;
    this.commands = commands;
    this.positions = positions;
    this.revocations = revocations;
    metrics.gauge("souk.sockets", sockets, Sockets::count);
  }

  @OnOpen
  void open(WebSocketSession session, HttpRequest<?> request) {
    var authentication = request.getUserPrincipal(Authentication.class).orElseThrow();
    var person = Person.of(authentication);
    var times = TokenTimes.of(authentication);
    session.put(PERSON, person);
    var mailbox = new Mailbox(session, times.expiresAt());
    session.put(MAILBOX, mailbox);
    sockets.add(person.id(), session, mailbox, times.issuedAt());
    // what was revoked between the handshake and the line above found no socket to close
    if (revocations.known(person.id(), times.issuedAt()).equals(Optional.of(false))) {
      session.close(Mailbox.SIGN_IN_AGAIN);
      return;
    }
    if (person.is(Role.DRIVER)) positions.connected(person.id());
    threads.execute(() -> mailbox.deliver(() -> snapshots.of(person)));
  }

  @OnMessage(maxPayloadLength = FRAME_MAX)
  void message(WebSocketSession session, String text) {
    // the framework bounds each frame of a message, not the whole
    if (text.length() > MESSAGE_MAX) {
      session.close(TOO_BIG);
      return;
    }
    person(session)
        .ifPresent(person -> commands.run(person, text, answer -> reply(session, answer)));
  }

  @OnClose
  void close(WebSocketSession session) {
    person(session).ifPresent(person -> left(person, session));
  }

  @OnError
  void failed(WebSocketSession session, Throwable failure) {
    log.debug("socket {} failed: {}", session.getId(), failure.toString());
    session.close(CloseReason.INTERNAL_ERROR);
  }

  private void left(Person person, WebSocketSession session) {
    if (sockets.remove(person.id(), session) && person.is(Role.DRIVER)) {
      positions.disconnected(person.id());
    }
  }

  private static void reply(WebSocketSession session, String answer) {
    session.get(MAILBOX, Mailbox.class).ifPresent(mailbox -> mailbox.answer(answer));
  }

  private static Optional<Person> person(WebSocketSession session) {
    return session.get(PERSON, Person.class);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
