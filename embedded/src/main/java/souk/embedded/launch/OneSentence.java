package souk.embedded.launch;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells the user why Souk cannot start, without a stack trace when the reason is one that we know.
 */
public final class OneSentence implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) throws Exception {
    if (!(failure instanceof CannotStart)) throw failure;
    commandLine.getErr().println(failure.getMessage());
    return commandLine.getCommandSpec().exitCodeOnExecutionException();
  }
}
