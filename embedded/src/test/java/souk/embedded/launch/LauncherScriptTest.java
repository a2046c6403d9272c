package souk.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell script {@code ./souk}, in a clone of its own with only the tools that a test gives it.
 */
class LauncherScriptTest {
  private static final Path SCRIPT = Path.of("../souk").toAbsolutePath().normalize();
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "dirname",
          "readlink",
          "grep",
          "sed",
          "find",
          "head",
          "tail",
          "mkdir",
          "mv",
          "rm",
          "touch");

  @TempDir Path directory;
  private Path tools = Path.of("");
  private Path clone = Path.of("");
  private Map<String, String> environment = Map.of();

  record Outcome(int code, String output) {}

  @BeforeEach
  void cloneTheScript() throws IOException {
    tools = Files.createDirectories(directory.resolve("tools"));
    for (var tool : TOOLS) give(tool);
    clone = Files.createDirectories(directory.resolve("a clone"));
    Files.copy(SCRIPT, clone.resolve("souk"));
    Files.setPosixFilePermissions(
        clone.resolve("souk"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void helpsWithoutAnyTool() throws Exception {
    assertThat(souk("help")).extracting(Outcome::code).isEqualTo(0);
    assertThat(souk()).extracting(Outcome::output).asString().contains("Usage: souk COMMAND");
  }

  @Test
  void refusesAnUnknownCommandWithTwo() throws Exception {
    var outcome = souk("dmeo");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.output()).contains("there is no command 'dmeo'");
  }

  @Test
  void saysInOneSentenceThatMavenIsMissing() throws Exception {
    assertThat(souk("up"))
        .isEqualTo(
            new Outcome(
                1,
                "Souk needs Maven 3.8 or newer on the PATH and found none: install the package maven.\n"));
  }

  @Test
  void saysInOneSentenceThatMavenIsTooOld() throws Exception {
    program("mvn", "echo 'Apache Maven 3.6.3'");
    assertThat(souk("up"))
        .isEqualTo(
            new Outcome(1, "Souk needs Maven 3.8 or newer; the one on the PATH is 3.6.3.\n"));
  }

  @Test
  void showsTheEndOfAFailedBuildAndWhereTheRestIs() throws Exception {
    program(
        "mvn",
        "[ \"$1\" = --version ] && echo 'Apache Maven 3.9.1' || { echo no such symbol; exit 1; }");
    var outcome = souk("up");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("no such symbol", "target/souk-build.log has the whole story");
  }

  @Test
  void buildsOnceThenOnlyWhenASourceIsNewerAndPassesTheExitCodeOn() throws Exception {
    program(
        "mvn", "[ \"$1\" = --version ] && echo 'Apache Maven 3.9.1' || { " + fakeBuild() + "; }");
    Files.createDirectories(clone.resolve("server/src/main"));

    // java finds no such class in the empty build and says so with 1
    assertThat(souk("serve").output()).contains("Building Souk", "souk.server.SoukServer");
    assertThat(souk("serve").output()).doesNotContain("Building Souk");
    assertThat(builds()).hasSize(1);

    Files.writeString(clone.resolve("server/src/main/New.java"), "");
    assertThat(souk("serve").output()).contains("Building Souk");
    assertThat(builds()).hasSize(2);
  }

  /** Such as the client of a key service, which Souk does not bring. */
  @Test
  void findsWhatLiesInJarsBesideItsOwn() throws Exception {
    program(
        "mvn", "[ \"$1\" = --version ] && echo 'Apache Maven 3.9.1' || { " + fakeBuild() + "; }");
    assertThat(souk("serve").output()).contains("souk.server.SoukServer");
    var source = clone.resolve("SoukServer.java");
    Files.writeString(
        source,
        """
        package souk.server;
        class SoukServer {
          public static void main(String[] arguments) { IO.println("found beside its own"); }
        }
        """);
    var jars = Files.createDirectories(directory.resolve("further jars"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-d", jars.toString(), source.toString())).isZero();
    var entry = "souk/server/SoukServer.class";
    try (var jar = new JarOutputStream(Files.newOutputStream(jars.resolve("further.jar")))) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(Files.readAllBytes(jars.resolve(entry)));
    }
    environment = Map.of("SOUK_EXTRA_CLASSPATH", jars + "/*");
    assertThat(souk("serve")).isEqualTo(new Outcome(0, "found beside its own\n"));
  }

  @Test
  void buildsOnceWhenTwoStartAtOnce() throws Exception {
    program(
        "mvn", "[ \"$1\" = --version ] && echo 'Apache Maven 3.9.1' || { " + fakeBuild() + "; }");
    give("flock");
    var first = start("serve");
    var second = start("serve");
    first.waitFor();
    second.waitFor();
    assertThat(builds()).hasSize(1);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(clone.resolve("builds"));
  }

  private static String fakeBuild() {
    return "echo built >>builds;"
        + " mkdir -p embedded/target/lib server/target/lib mobile-sim/target/lib bench/target/lib";
  }

  private void give(String tool) throws IOException {
    program(tool, "exec " + locate(tool) + " \"$@\"");
  }

  private void program(String name, String script) throws IOException {
    var program = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome souk(String... arguments) throws Exception {
    var process = start(arguments);
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private Process start(String... arguments) throws IOException {
    var command =
        Stream.concat(Stream.of(clone.resolve("souk").toString()), Stream.of(arguments)).toList();
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Path locate(String tool) {
    return Stream.of("/usr/bin", "/bin")
        .map(directory -> Path.of(directory, tool))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError("This machine has no " + tool));
  }
}
