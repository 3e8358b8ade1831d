using System.Globalization;
using ModelSync.Api.Conditions;
using ModelSync.Api.Versions;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Output;
using ModelSync.Cli.Versions;
using ModelSync.Kubernetes.Client;

namespace ModelSync.Cli.Commands;

/// <summary>Lists the versions of models.</summary>
internal static class VersionsCommand
{
    private const int ShownUses = 3;

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "versions",
        Summary = "Lists the versions of a model in their order, and who serves them",
        Operands = "[MODEL]",
        Most = 1,
        Kind = OperandKind.Model,
        Options = [OutputOption.Full],
        Examples = [new("all versions of one model", "versions fraud-detector"), new("with digests, and why one is not ready", "versions -o wide")],
        Run = RunAsync,
    };

    /// <summary>The table.</summary>
    internal static IEnumerable<Line> Table(IReadOnlyList<ModelVersion> versions, DateTimeOffset now, bool isWide) =>
        TextTable.Lines(["MODEL", "VERSION", "PHASE", "LIFECYCLE", "SERVED BY", "AGE", .. isWide ? ["DIGEST", "REASON"] : Array.Empty<string>()], [.. versions.Select(version => Row(version, now, isWide))]);

    private static IReadOnlyList<Line> Row(ModelVersion version, DateTimeOffset now, bool isWide)
    {
        var ready = version.Status?.Conditions?.FirstOrDefault(condition => string.Equals(condition.Type, ConditionTypes.Ready, StringComparison.Ordinal));
        var phase = version.Status?.Phase ?? ModelVersionPhase.Pending;
        Line[] wide = isWide
            ? [version.Status?.PackageDigest ?? "", ready is { Status: not "True" } ? $"{ready.Reason}: {ready.Message}" : ""]
            : [];
        return
        [
            version.Spec?.Model ?? "",
            Line.Of(version.Spec?.Version, Tone.Strong),
            Line.Of(phase.ToString(), ToneOf(phase)),
            (version.Spec?.Lifecycle ?? Lifecycle.Active).ToString(),
            Uses(version.Status),
            ShortTime.Since(version.Metadata.CreationTimestamp, now),
            .. wide,
        ];
    }

    private static string Uses(ModelVersionStatus? status)
    {
        var uses = status?.ServedBy ?? [];
        var count = Math.Max(status?.ServedByCount ?? 0, uses.Count);
        var shown = uses.Take(ShownUses).Select(use => $"{use.Rollout} ({use.Role?.ToString().ToLowerInvariant()})");
        return string.Join(", ", count > ShownUses ? shown.Append(string.Create(CultureInfo.InvariantCulture, $"{count - ShownUses} more")) : shown);
    }

    private static Tone ToneOf(ModelVersionPhase phase) => phase switch
    {
        ModelVersionPhase.Ready => Tone.Good,
        ModelVersionPhase.Rejected or ModelVersionPhase.Failed or ModelVersionPhase.Quarantined => Tone.Bad,
        ModelVersionPhase.Retired => Tone.Dim,
        _ => Tone.Warn,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var session = context.Open();
        await using var closing = session.ConfigureAwait(false);
        var model = context.Line.Operands.Count > 0 ? context.Line.Operands[0] : null;
        var versions = await new VersionReader(session).ListAsync(model, cancellationToken).ConfigureAwait(false);
        if (context.Line.WantsObjects)
        {
            var names = versions.Select((version, index) => (version.Metadata.Name!, index)).ToDictionary(pair => pair.Item1, pair => pair.index, StringComparer.Ordinal);
            var all = await session.Client.Dynamic(ModelVersion.Resource).ListAsync(new ListOptions { Namespace = session.Namespace }, cancellationToken).ConfigureAwait(false);
            var chosen = all.Items.Where(one => names.ContainsKey(one.Metadata.Name!)).OrderBy(one => names[one.Metadata.Name!]);
            context.Screen.Output.Write(ObjectText.Of(chosen, context.Line.Text(OutputOption.Name)!));
            return ExitCodes.Ok;
        }

        if (versions.Count == 0)
        {
            context.Screen.Tell($"There are no versions{(model is null ? "" : $" of {model}")} in namespace {session.Namespace}.");
        }

        context.Screen.Write(Table(versions, context.Time.GetUtcNow(), context.Line.IsWide));
        return ExitCodes.Ok;
    }
}
