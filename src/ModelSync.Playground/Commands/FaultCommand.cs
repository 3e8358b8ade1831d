using System.Globalization;
using ModelSync.Playground.Control;

namespace ModelSync.Playground.Commands;

/// <summary>Adds, lists and clears faults of the running playground.</summary>
internal static class FaultCommand
{
    public static async Task<int> AddAsync(PlaygroundArguments.FaultAdd arguments, TextWriter output, CancellationToken cancellationToken)
    {
        using var playground = await RunningPlaygrounds.FindAsync(arguments.Id, cancellationToken).ConfigureAwait(false);
        var order = new FaultOrder(arguments.Cluster, arguments.Rule);
        var added = await playground.AddFaultAsync(order, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(Line(added, "added ").AsMemory(), cancellationToken).ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> ListAsync(PlaygroundArguments.FaultList arguments, TextWriter output, CancellationToken cancellationToken)
    {
        using var playground = await RunningPlaygrounds.FindAsync(arguments.Id, cancellationToken).ConfigureAwait(false);
        var rules = await playground.FaultsAsync(arguments.Cluster, cancellationToken).ConfigureAwait(false);
        await WriteAsync(output, rules, "", "no faults", cancellationToken).ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> ClearAsync(PlaygroundArguments.FaultClear arguments, TextWriter output, CancellationToken cancellationToken)
    {
        using var playground = await RunningPlaygrounds.FindAsync(arguments.Id, cancellationToken).ConfigureAwait(false);
        var gone = await playground.ClearFaultsAsync(arguments.Cluster, arguments.Rule, cancellationToken).ConfigureAwait(false);
        await WriteAsync(output, gone, "cleared ", "there was nothing to clear", cancellationToken).ConfigureAwait(false);
        return 0;
    }

    internal static string Line(FaultState fault, string before) =>
        string.Create(CultureInfo.InvariantCulture, $"{before}{fault.Id}: {fault.Rule} (struck {fault.Injected} times)");

    private static async Task WriteAsync(
        TextWriter output, IReadOnlyList<FaultState> faults, string before, string none, CancellationToken cancellationToken)
    {
        foreach (var line in faults.Count == 0 ? [none] : faults.Select(fault => Line(fault, before)))
        {
            await output.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }
}
