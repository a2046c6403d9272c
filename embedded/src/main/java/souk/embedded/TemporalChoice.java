package souk.embedded;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import souk.embedded.engine.Temporal;
import souk.embedded.engine.TemporalCli;

/** Which Temporal service tests run against: the light one unless told otherwise. */
enum TemporalChoice {
  TESTSERVER,
  CLI,
  AUTO;

  static Temporal forTests(Path data) {
    return configured().service(data);
  }

  private static TemporalChoice configured() {
    var environment = Objects.requireNonNullElse(System.getenv("SOUK_TEST_TEMPORAL"), "testserver");
    return valueOf(System.getProperty("souk.test.temporal", environment).toUpperCase(Locale.ROOT));
  }

  private Temporal service(Path data) {
    var installed = this == TESTSERVER ? Optional.<Path>empty() : TemporalCli.find();
    if (this == CLI && installed.isEmpty()) {
      throw new IllegalStateException(
          "souk.test.temporal=cli, but there is no temporal on the PATH nor in the cache");
    }
    return installed
        .<Temporal>map(binary -> new Temporal.CommandLine(binary, data, OptionalInt.empty()))
        .orElseGet(Temporal.TestServer::new);
  }
}
