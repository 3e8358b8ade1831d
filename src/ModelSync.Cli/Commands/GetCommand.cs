using System.Globalization;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Output;
using ModelSync.Cli.Status;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Cli.Commands;

/// <summary>Lists rollouts.</summary>
internal static class GetCommand
{
    private const string AllNamespaces = "all-namespaces";
    private const string Selector = "selector";

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "get",
        Summary = "Lists rollouts with phase, version, step and weight",
        Operands = "[NAME…]",
        Most = int.MaxValue,
        Kind = OperandKind.Rollout,
        Options =
        [
            new(AllNamespaces, 'A', null, "those of all namespaces"),
            new(Selector, 'l', "LABELS", "those with these labels, such as team=risk"),
            OutputOption.Full,
        ],
        Examples =
        [
            new("the rollouts of the namespace", "get"),
            new("those of all namespaces, with traffic and reason", "get -A -o wide"),
            new("what stands in the way of one, for a program", "get fraud -o json | jq '.status.conditions'"),
        ],
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var line = context.Line;
        if (line.Operands.Count > 0 && (line.Has(AllNamespaces) || line.Has(Selector)))
        {
            throw new UsageException("get takes names, or --all-namespaces and --selector, not both");
        }

        var session = context.Open();
        await using var closing = session.ConfigureAwait(false);
        var objects = await ReadAsync(session, line, context.Time, cancellationToken).ConfigureAwait(false);
        if (line.WantsObjects)
        {
            var format = line.Text(OutputOption.Name)!;
            context.Screen.Output.Write(line.Operands.Count == 1 ? ObjectText.Of(objects[0], format) : ObjectText.Of(objects, format));
            return ExitCodes.Ok;
        }

        if (objects.Count == 0)
        {
            context.Screen.Tell(line.Has(AllNamespaces) ? "There are no rollouts." : $"There are no rollouts in namespace {session.Namespace}.");
        }

        var rollouts = objects.Select(one => one.As(ModelRollout.TypeInfo)).ToList();
        context.Screen.Write(Table(rollouts, context.Time.GetUtcNow(), line.Has(AllNamespaces), line.IsWide));
        return ExitCodes.Ok;
    }

    private static async Task<IReadOnlyList<DynamicObject>> ReadAsync(Session session, CommandLine line, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = session.Client.Dynamic(ModelRollout.Resource);
        if (line.Operands.Count > 0)
        {
            var reader = new RolloutReader(session, time);
            var found = new List<DynamicObject>();
            foreach (var name in line.Operands)
            {
                await reader.GetAsync(name, cancellationToken).ConfigureAwait(false);
                found.AddRange(await client.GetAsync(new(session.Namespace, name), cancellationToken).ConfigureAwait(false) is { } one ? [one] : []);
            }

            return found;
        }

        try
        {
            var all = await client.ListAsync(new ListOptions { Namespace = line.Has(AllNamespaces) ? null : session.Namespace, LabelSelector = Labels(line) }, cancellationToken).ConfigureAwait(false);
            return all.Items;
        }
        catch (KubernetesApiException e) when (e.Status.Code == 404)
        {
            throw RolloutReader.NotInstalled(e);
        }
    }

    private static LabelQuery? Labels(CommandLine line) => line.Text(Selector) is not { } text ? null
        : LabelQuery.TryParse(text, out var query, out var error) ? query
        : throw new UsageException(error);

    /// <summary>The table.</summary>
    internal static IEnumerable<Line> Table(IReadOnlyList<ModelRollout> rollouts, DateTimeOffset now, bool hasNamespaces, bool isWide)
    {
        string[] header = [.. hasNamespaces ? ["NAMESPACE"] : Array.Empty<string>(), "NAME", "PHASE", "VERSION", "STABLE", "STEP", "WEIGHT", "AGE", .. isWide ? ["STRATEGY", "TRAFFIC", "REPLICAS", "REASON"] : Array.Empty<string>()];
        return TextTable.Lines(header, [.. rollouts.Select(rollout => Row(rollout, now, hasNamespaces, isWide))]);
    }

    private static IReadOnlyList<Line> Row(ModelRollout rollout, DateTimeOffset now, bool hasNamespaces, bool isWide)
    {
        var (spec, status) = (rollout.Spec, rollout.Status);
        Line[] first = hasNamespaces ? [rollout.Metadata.Namespace ?? ""] : [];
        Line[] wide = isWide
            ?
            [
                (spec?.Strategy?.Type ?? StrategyType.Canary).ToString(),
                (spec?.Traffic?.Type ?? TrafficType.Service).ToString(),
                status?.Replicas?.ToString(CultureInfo.InvariantCulture) ?? "",
                rollout.Condition(ConditionTypes.Ready)?.Reason ?? "",
            ]
            : [];
        return
        [
            .. first,
            rollout.Metadata.Name ?? "",
            Phases.Show(rollout.Phase),
            spec?.Version ?? "",
            status?.Stable?.Version ?? "",
            status is { Candidate: not null, Step: { Index: { } index, Count: > 0 and var count } } ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(index + 1, count)}/{count}") : "",
            status?.Candidate?.Weight is { } weight ? string.Create(CultureInfo.InvariantCulture, $"{weight} %") : "",
            ShortTime.Since(rollout.Metadata.CreationTimestamp, now),
            .. wide,
        ];
    }
}
