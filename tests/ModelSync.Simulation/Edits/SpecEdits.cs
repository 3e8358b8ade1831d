using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Edits;

/// <summary>Somebody edits the spec.</summary>
internal abstract record SpecEdit : Incident
{
    /// <inheritdoc />
    public sealed override bool Apply(ClusterSim sim)
    {
        var before = sim.Hub.Rollout.Value;
        sim.Hub.EditSpec(spec => Edit(sim, spec));
        return !ReferenceEquals(before, sim.Hub.Rollout.Value);
    }

    /// <summary>The spec after the edit.</summary>
    protected abstract ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec);
}

/// <summary>The spec names a version and a template.</summary>
internal sealed record NewTarget(int Version, int Template = 0) : SpecEdit
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.NewTarget;

    /// <inheritdoc />
    public override string ToString() => $"the spec names version {VersionName.Of(Version)}" + (Template == 0 ? string.Empty : $" with template {Template}");

    /// <inheritdoc />
    protected override ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec) => spec with { Version = VersionName.Of(Version), Template = Plans.Template(Template) };
}

/// <summary>The spec names stable again: a git revert.</summary>
internal sealed record Revert : SpecEdit
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.Revert;

    /// <inheritdoc />
    public override string ToString() => "the spec names stable again";

    /// <inheritdoc />
    protected override ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec) => sim.Hub.FindRecord(sim.Status?.Stable?.Revision) is { } record
        ? spec with { Version = record.Inputs.Version, Template = new PodTemplate { Spec = record.Inputs.Template } }
        : spec;
}

/// <summary>The replicas change.</summary>
internal sealed record Scale(int Replicas) : SpecEdit
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.Scale;

    /// <inheritdoc />
    public override string ToString() => $"the spec asks for {Replicas} replicas";

    /// <inheritdoc />
    protected override ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec) => spec with { Replicas = Replicas };
}

/// <summary>The spec is paused or resumed.</summary>
internal sealed record PauseEdit(bool IsPaused) : SpecEdit
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PauseEdit;

    /// <inheritdoc />
    public override string ToString() => IsPaused ? "the spec is paused" : "the spec is resumed";

    /// <inheritdoc />
    protected override ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec) => spec with { Paused = IsPaused };
}

/// <summary>The plan changes: other steps, another bake.</summary>
internal sealed record PlanEdit(RolloutStrategy Strategy) : SpecEdit
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.PlanEdit;

    /// <inheritdoc />
    public override string ToString() => $"the plan becomes {SetupText.Of(Strategy)}, bake {Strategy.BakeSeconds} s";

    /// <inheritdoc />
    protected override ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec) => spec with { Strategy = Strategy };
}

/// <summary>A new retryToken.</summary>
internal sealed record RetryToken(string Token) : SpecEdit
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.Retry;

    /// <inheritdoc />
    public override string ToString() => $"the retryToken becomes {Token}";

    /// <inheritdoc />
    protected override ModelRolloutSpec Edit(ClusterSim sim, ModelRolloutSpec spec) => spec with { RetryToken = Token };
}

/// <summary>Somebody deletes the rollout.</summary>
internal sealed record Delete : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.Delete;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        var exists = sim.Hub.Rollout.Value is { Metadata.DeletionTimestamp: null };
        sim.Hub.Delete(ClusterSim.Dawn.AddMilliseconds(sim.Agenda.Now));
        return exists;
    }

    /// <inheritdoc />
    public override string ToString() => "the rollout is deleted";
}

/// <summary>The gates of a version begin to measure something else.</summary>
internal sealed record GateTurns(int Version, GateQuality Quality) : Incident
{
    /// <inheritdoc />
    public override IncidentKind Kind => IncidentKind.GateTurns;

    /// <inheritdoc />
    public override bool Apply(ClusterSim sim)
    {
        var version = VersionName.Of(Version);
        sim.Incidents.SetQuality(version, sim.QualityOf(version) with { Gates = Quality });
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"gates of version {VersionName.Of(Version)} begin to measure: {Quality}";
}
