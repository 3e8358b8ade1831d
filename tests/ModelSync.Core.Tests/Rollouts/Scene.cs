using System.Globalization;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Policies;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Tests.Traffic;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Rollouts;

/// <summary>
/// A rollout and the tiny clusters in which it runs. Versions are 0 to 4, and version N is revision rN. Nothing happens by itself: a test changes
/// what it wants, and asks for a decision or lets decisions be carried out.
/// </summary>
internal sealed class Scene
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Noon;

    public required ModelRolloutSpec Spec { get; set; }

    public ModelRolloutStatus? Status { get; set; }

    public StringMap Annotations { get; set; } = StringMap.Empty;

    public bool IsDeleting { get; set; }

    public bool HasFinalizer { get; set; } = true;

    public List<RevisionRecord> Records { get; init; } = [];

    public Dictionary<string, VersionObservation> Versions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The clusters; one named local where there is no placement.</summary>
    public SortedDictionary<string, ModelCluster> Members { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What else is seen of a cluster than its pods and traffic.</summary>
    public Dictionary<string, Func<ClusterObservation, ClusterObservation>> Circumstances { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What gates say in a trial; a gate that is not in here is being measured.</summary>
    public Dictionary<string, GateVerdict> Verdicts { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, PodProblem> Problems { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Revisions whose new pods never get ready.</summary>
    public HashSet<string> Slow { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Whether routes are not accepted now.</summary>
    public bool IsRouteSlow { get; set; }

    /// <summary>What the API server says about the target's template; null: it was not asked.</summary>
    public bool? IsTemplateAccepted { get; set; } = true;

    /// <summary>What it will say when it is asked.</summary>
    public bool WouldAcceptTemplate { get; set; } = true;

    public List<PolicySource> Policies { get; init; } = [];

    public IReadOnlyList<string> UnsupportedFields { get; set; } = [];

    public bool MayEvict { get; set; } = true;

    public CandidateStatus? Candidate => Status?.Candidate;

    public ClusterRolloutStatus Part => Status!.Clusters![0];

    public ModelCluster Member => Members.Values.First();

    /// <summary>The revision of what the spec names; null where there is no such version.</summary>
    public RevisionRecord? Target => Versions.GetValueOrDefault(Spec.Version ?? string.Empty) is { PackageDigest: not null } ? Samples.Record(Spec) : null;

    public Scene Copy() => new()
    {
        Now = Now,
        Spec = Spec,
        Status = Status,
        Annotations = Annotations,
        IsDeleting = IsDeleting,
        HasFinalizer = HasFinalizer,
        IsRouteSlow = IsRouteSlow,
        IsTemplateAccepted = IsTemplateAccepted,
        WouldAcceptTemplate = WouldAcceptTemplate,
        UnsupportedFields = UnsupportedFields,
        MayEvict = MayEvict,
        Records = [.. Records],
        Versions = new(Versions, StringComparer.Ordinal),
        Circumstances = new(Circumstances, StringComparer.Ordinal),
        Verdicts = new(Verdicts, StringComparer.Ordinal),
        Problems = new(Problems, StringComparer.Ordinal),
        Slow = new(Slow, StringComparer.Ordinal),
        Policies = [.. Policies],
        Members = new(Members.ToDictionary(member => member.Key, member => member.Value.Copy(), StringComparer.Ordinal), StringComparer.Ordinal),
    };

    public Decision Decide() => RolloutPlanner.Decide(Snapshot(), Now);

    public RolloutSnapshot Snapshot() => new()
    {
        Rollout = Rollout(),
        Target = Target,
        TargetVersion = Versions.GetValueOrDefault(Spec.Version ?? string.Empty),
        Template = IsTemplateAccepted is { } accepted && Target is { } target ? new TemplateVerdict(target.Revision, accepted, accepted ? null : "spec.containers: Required value") : null,
        Records = [.. Records],
        Versions = [.. Versions.Values],
        Clusters = [.. Members.Select(member => Observe(member.Key, member.Value))],
        GateRuns = [.. Runs()],
        Elapsed = new ElapsedTimes(RolloutTimers.Of(Status).Distinct().ToDictionary(timer => timer, ElapsedOf)),
        SteadyNow = Now,
        Policies = new PolicyView { Policies = Policies },
        MayEvict = MayEvict,
        UnsupportedFields = UnsupportedFields,
    };

    /// <summary>The observation of a cluster in its circumstances.</summary>
    public ClusterObservation Observe(string name, ModelCluster member)
    {
        var observed = member.Observe();
        observed = observed with
        {
            Name = new ClusterName(name),
            Labels = StringMap.Empty.With("wave", name),
            ObservedAt = Now,
            Revisions = [.. observed.Revisions.Select(revision => revision with { Problem = Problems.GetValueOrDefault(revision.Revision) })],
        };
        return Circumstances.TryGetValue(name, out var change) ? change(observed) : observed;
    }

    private ModelRollout Rollout() => new()
    {
        Metadata = new ObjectMeta
        {
            Name = "fraud",
            Namespace = "shop",
            Generation = 1,
            Annotations = Annotations,
            Finalizers = HasFinalizer ? ["modelsync.io/cleanup"] : null,
            DeletionTimestamp = IsDeleting ? new KubeTime(Now) : null,
        },
        Spec = Spec,
        Status = Status,
    };

    private TimeSpan ElapsedOf(RolloutTimer timer) => Now > timer.StartedAt.ToDateTimeOffset() ? Now - timer.StartedAt.ToDateTimeOffset() : TimeSpan.Zero;

    private IEnumerable<Core.Gates.GateRun> Runs() =>
        from member in Members.Keys
        from verdict in Verdicts
        from phase in Enum.GetValues<Core.Gates.GatePhase>()
        select Samples.Run(new Core.Gates.GateKey(new ClusterName(member), verdict.Key, phase, Status?.Epoch ?? 0), verdict.Value);

    public static string Revision(int version) => string.Create(CultureInfo.InvariantCulture, $"r{version}");

    public static string Version(int version) => string.Create(CultureInfo.InvariantCulture, $"{version}.0.0");
}
