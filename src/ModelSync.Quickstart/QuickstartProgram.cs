using ModelSync.Quickstart.Arguments;

namespace ModelSync.Quickstart;

/// <summary>The command `modelsync-quickstart`.</summary>
internal static class QuickstartProgram
{
    /// <summary>The exit code when an option cannot be used.</summary>
    public const int BadOptions = 2;

    /// <summary>Does what was asked for and returns the exit code.</summary>
    public static async Task<int> RunAsync(QuickstartArguments arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        switch (arguments)
        {
            case QuickstartArguments.Run run:
                return await new QuickstartRun(run, time).RunAsync(cancellationToken).ConfigureAwait(false);
            case QuickstartArguments.Invalid invalid:
                await Console.Error.WriteLineAsync($"modelsync-quickstart: {invalid.Error}\n\n{QuickstartUsage.Text}").ConfigureAwait(false);
                return BadOptions;
            default:
                await Console.Out.WriteLineAsync(QuickstartUsage.Text).ConfigureAwait(false);
                return 0;
        }
    }
}
