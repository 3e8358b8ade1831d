using System.Globalization;

namespace ModelSync.TestOperator;

/// <summary>Tells whoever has started this process what happens in it: a line each, time and event first, at once.</summary>
public sealed class EventLog(TextWriter output, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();

    public void Write(string what, params ReadOnlySpan<string> details)
    {
        var line = $"{timeProvider.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)} {what} {string.Join(' ', details)}".TrimEnd();
        lock (_gate)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
