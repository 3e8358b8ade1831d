using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Building;

/// <summary>What a controller must be before it may run: found when the program starts, not at the first object.</summary>
internal sealed class DefinitionRules(
    string name, ControllerOptions options, IReadOnlyList<ForTarget> targets, IReadOnlyList<ResourceInfo> owned, int sources, string? finalizer)
{
    // Timers count no further than 49 days.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    private readonly List<string> _mistakes = [];

    /// <summary>Throws if anything is wrong.</summary>
    /// <param name="entity">The representation that an entity reconciler takes; null for a reconciler of names.</param>
    public void Check(Type? entity)
    {
        CheckKinds();
        CheckReconciler(entity);
        CheckFinalizer(entity);
        CheckOptions();
        if (_mistakes.Count > 0)
        {
            throw new InvalidOperationException($"the controller \"{name}\" cannot be built: {string.Join("; ", _mistakes)}");
        }
    }

    private void CheckKinds()
    {
        Expect(!string.IsNullOrWhiteSpace(name), "it has no name: pass one to Controller.Named, it stands in logs and metrics");
        Expect(targets.Count <= 1,
            $"it has {targets.Count} kinds to look after ({string.Join(", ", targets.Select(target => target.Resource))}): keep one For, and use Watches for the others");
        Expect(sources > 0, "nothing would ever make it look: add For, Watches or Source");
        Expect(owned.Count == 0 || targets.Count > 0, "Owns needs a For, whose kind the owners are of; or use Watches with a map");
        if (targets is not [var target, ..] || target.Resource.Scope == ResourceScope.Cluster)
        {
            return;
        }

        foreach (var child in owned)
        {
            Expect(child.Scope != ResourceScope.Cluster,
                $"Owns of {child} can never match: a cluster-scoped object has no owner in a namespace, such as {target.Resource}; use a label and Watches with a map");
        }
    }

    private void CheckReconciler(Type? entity)
    {
        if (entity is null)
        {
            return;
        }

        Expect(targets.Count > 0, $"a reconciler of {entity.Name} needs For<{entity.Name}>, from whose cache it is handed objects");
        Expect(targets.Count == 0 || targets[0].Representation == entity,
            $"its reconciler takes {entity.Name}, but For says {(targets.Count == 0 ? null : targets[0].Representation.Name)}: make them the same");
    }

    private void CheckFinalizer(Type? entity)
    {
        if (finalizer is null)
        {
            return;
        }

        Expect(FinalizerName.IsValid(finalizer),
            $"the finalizer \"{finalizer}\" is not of the form example.com/name: a domain in lower case, a slash, and up to 63 letters, digits, '-', '_' or '.'");
        Expect(entity is not null, $"the finalizer \"{finalizer}\" needs an IEntityReconciler, whose CleanupAsync it waits for; an IReconciler handles its own");
    }

    private void CheckOptions()
    {
        Expect(options.Workers >= 1, $"Workers is {options.Workers}: at least 1");
        Expect(IsTimer(options.ReconcileTimeout) || options.ReconcileTimeout == Timeout.InfiniteTimeSpan,
            $"ReconcileTimeout is {options.ReconcileTimeout}: more than zero and less than {LongestTimer}, or Timeout.InfiniteTimeSpan");
        Expect(options.MinInterval >= TimeSpan.Zero, $"MinInterval is {options.MinInterval}: zero or more");
        Expect(options.BackoffBase > TimeSpan.Zero, $"BackoffBase is {options.BackoffBase}: more than zero");
        Expect(options.BackoffMax >= options.BackoffBase, $"BackoffMax is {options.BackoffMax}: at least BackoffBase, {options.BackoffBase}");
        Expect(options.ConsistencyTimeout >= TimeSpan.Zero, $"ConsistencyTimeout is {options.ConsistencyTimeout}: zero or more");
        Expect(IsTimer(options.SyncTimeout), $"SyncTimeout is {options.SyncTimeout}: more than zero and less than {LongestTimer}");
    }

    private static bool IsTimer(TimeSpan time) => time > TimeSpan.Zero && time < LongestTimer;

    private void Expect(bool holds, string mistake)
    {
        if (!holds)
        {
            _mistakes.Add(mistake);
        }
    }
}
