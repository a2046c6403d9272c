package souk.dispatch.eta;

import com.graphhopper.storage.BaseGraph;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A checksum over a graph's edges in their order. Two processes with the same one mean the same
 * road by the same number, wherever and from whatever each has made its graph.
 */
final class GraphFingerprint {
  private static final int BYTES_PER_EDGE = 2 * Integer.BYTES + Double.BYTES;

  private GraphFingerprint() {}

  static String of(BaseGraph graph) {
    var checksum = new CRC32C();
    var edge = ByteBuffer.allocate(BYTES_PER_EDGE);
    var edges = graph.getAllEdges();
    while (edges.next()) {
      edge.clear()
          .putInt(edges.getBaseNode())
          .putInt(edges.getAdjNode())
          .putDouble(edges.getDistance());
      checksum.update(edge.flip());
    }
    return "%d-%s"
        .formatted(graph.getEdges(), HexFormat.of().toHexDigits((int) checksum.getValue()));
  }
}
