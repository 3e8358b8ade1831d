namespace ModelSync.Playground.Commands;

/// <summary>Prints each step with the time since the command began, in order and at once.</summary>
internal sealed class ConsoleProgress(TextWriter output, TimeProvider time) : IProgress<string>
{
    private readonly long _start = time.GetTimestamp();

    public void Report(string value)
    {
        var seconds = time.GetElapsedTime(_start).TotalSeconds;
        try
        {
            output.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seconds,7:0.00} s  {value}"));
        }
        catch (IOException)
        {
            // The terminal has been closed: what is told on the way to the end must not keep the end from coming.
        }
    }
}
