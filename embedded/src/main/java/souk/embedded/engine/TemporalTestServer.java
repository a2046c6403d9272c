package souk.embedded.engine;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import souk.embedded.process.FreePorts;

/**
 * Main of the SDK's test server as a process of its own. The SDK has such a main too, but that one
 * listens at every address of the machine.
 */
public final class TemporalTestServer {
  private TemporalTestServer() {}

  /** Serves until it is killed; the only argument is the port. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var address =
        new InetSocketAddress(
            InetAddress.ofLiteral(FreePorts.HOST), Integer.parseInt(arguments[0]));
    var server = NettyServerBuilder.forAddress(address);
    // a wall clock that nobody may skip: other processes live in real time
    var isTimeLocked = true;
    try (var services = new TestServicesStarter(isTimeLocked, 0)) {
      GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), server);
      server.build().start().awaitTermination();
    }
  }
}
