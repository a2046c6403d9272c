package souk.sim.fake;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The server's end of one WebSocket; frames are never fragmented here. */
public final class Peer {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final Socket socket;

  Peer(Socket socket) {
    this.socket = socket;
  }

  /** Sends a text; one that nobody hears any more is lost. */
  public void send(String text) {
    frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Closes with a code. */
  public void close(int code) {
    frame(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  void listen(InputStream stream, Consumer<String> told) throws IOException {
    var in = new DataInputStream(stream);
    while (true) {
      var opcode = in.readUnsignedByte() & 0x0f;
      var payload = payload(in);
      if (opcode == TEXT) told.accept(new String(payload, StandardCharsets.UTF_8));
      if (opcode == PING) frame(PONG, payload);
      if (opcode == CLOSE) return;
    }
  }

  private static byte[] payload(DataInputStream in) throws IOException {
    var length = in.readUnsignedByte() & 0x7f;
    if (length == 126) length = in.readUnsignedShort();
    var mask = in.readNBytes(4);
    var payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) payload[i] ^= mask[i % 4];
    return payload;
  }

  private synchronized void frame(int opcode, byte[] payload) {
    try {
      var out = socket.getOutputStream();
      var head = ByteBuffer.allocate(4).put((byte) (0x80 | opcode));
      if (payload.length < 126) head.put((byte) payload.length);
      else head.put((byte) 126).putShort((short) payload.length);
      out.write(head.array(), 0, head.position());
      out.write(payload);
      out.flush();
    } catch (IOException gone) {
      // what a phone misses it asks for
    }
  }
}
