using System.Text.Json;
using ModelSync.Mutation;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, interrupt) =>
{
    // A second Ctrl-C ends us at once.
    interrupt.Cancel = !stopping.IsCancellationRequested;
    stopping.Cancel();
};
try
{
    return await CommandLine.RunAsync(args, Console.Out, stopping.Token);
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("interrupted");
    return 130;
}
catch (Exception e) when (e is InvalidOperationException or TimeoutException or IOException or JsonException)
{
    await Console.Error.WriteLineAsync($"modelsync-mutate: {e.Message}");
    return 1;
}
