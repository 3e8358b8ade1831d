using ModelSync.Benchmarks;
using ModelSync.Benchmarks.Server;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, interrupt) =>
{
    // A second Ctrl-C ends us at once.
    interrupt.Cancel = !stopping.IsCancellationRequested;
    stopping.Cancel();
};
try
{
    return Arguments.Parse(args) switch
    {
        Arguments.Measure { Subject: Arguments.Sync } measure => await SyncSubject.RunAsync(measure, stopping.Token),
        Arguments.Measure measure => await IdleSubject.RunAsync(measure, stopping.Token),
        Arguments.Run run => await Sections.RunAsync(run.Only, stopping.Token),
        Arguments.Invalid invalid => Refuse(invalid.Problem),
        _ => Refuse(string.Empty),
    };
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("interrupted");
    return 130;
}

static int Refuse(string problem)
{
    Console.Error.WriteLine($"{problem}\n{Arguments.Usage}");
    return 2;
}
