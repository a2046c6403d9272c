package souk.platform.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks just enough SMTP to take a letter, with STARTTLS when it is given a certificate. */
public final class SmtpServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Optional<SSLContext> tls;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> plain = new CopyOnWriteArrayList<>();
  private volatile String answerToRecipient = "250 ok";

  private SmtpServer(Optional<SSLContext> tls) throws IOException {
    this.tls = tls;
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public static SmtpServer start(Optional<SSLContext> tls) {
    try {
      return new SmtpServer(tls);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The letters as they came, header and all. */
  public List<String> received() {
    return received;
  }

  /** What was said before the connection was secured. */
  List<String> saidInPlain() {
    return plain;
  }

  void answerToRecipient(String answer) {
    answerToRecipient = answer;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      say(socket, "220 here");
      talk(socket, tls.isEmpty());
    } catch (IOException gone) {
      // as phones and mail clients do
    }
  }

  private void talk(Socket socket, boolean secured) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      if (!secured || tls.isEmpty()) plain.add(line);
      if (line.equals("STARTTLS")) {
        say(socket, "220 go");
        talk(secure(socket), true);
        return;
      }
      answer(socket, in, line, secured);
    }
  }

  private void answer(Socket socket, BufferedReader in, String line, boolean secured)
      throws IOException {
    if (line.startsWith("EHLO")) {
      var offer = secured ? "AUTH PLAIN" : "STARTTLS";
      say(socket, "250-here\r\n250 " + offer);
    } else if (line.startsWith("AUTH")) {
      say(socket, "235 welcome");
    } else if (line.startsWith("RCPT")) {
      say(socket, answerToRecipient);
    } else if (line.equals("DATA")) {
      say(socket, "354 go on");
      received.add(letter(in));
      say(socket, "250 taken");
    } else {
      say(socket, "250 ok");
    }
  }

  private static String letter(BufferedReader in) throws IOException {
    var letter = new StringBuilder();
    for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      letter.append(line).append('\n');
    }
    return letter.toString();
  }

  private SSLSocket secure(Socket socket) throws IOException {
    var factory = tls.orElseThrow().getSocketFactory();
    var secured = (SSLSocket) factory.createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}
