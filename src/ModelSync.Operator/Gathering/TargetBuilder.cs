using ModelSync.Api;
using ModelSync.Api.Digests;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Gathering;

/// <summary>Says which revision a spec asks for, and renders it.</summary>
internal static class TargetBuilder
{
    /// <summary>The revision; null while its version has no digest or the spec names no container. One that is on record is as it lies there.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="version">Its version; null when there is none.</param>
    /// <param name="records">The records of the rollout.</param>
    /// <param name="plan">The plan that the spec asks for.</param>
    public static TargetReading? Build(ModelRollout rollout, VersionObservation? version, IReadOnlyList<RevisionRecord> records, RolloutPlan plan)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        if (version is not { PackageDigest: { } digest } || InputsOf(rollout.Spec!, digest) is not { } inputs)
        {
            return null;
        }

        var (revision, collisions) = RevisionIdentity.Find(inputs, records);
        if (records.FirstOrDefault(record => Text.Same(record.Revision, revision)) is { Deployment: not null } known)
        {
            return new TargetReading(known with { Plan = plan }, Refusal: null);
        }

        var rendered = DeploymentIntent.Render(rollout, new RevisionRecord { Revision = revision, Collisions = collisions, Inputs = inputs, Plan = plan }, version);
        return rendered.IsRendered
            ? new TargetReading(rendered.Value, Refusal: null)
            : new TargetReading(new RevisionRecord { Revision = revision, Collisions = collisions, Inputs = inputs, Plan = plan }, rendered.Impediment.Message);
    }

    private static RevisionInputs? InputsOf(ModelRolloutSpec spec, string digest)
    {
        if (spec is not { Version: { } version, Template: { Spec: { } } template })
        {
            return null;
        }

        var canonical = new RawJson(CanonicalJson.Write(TemplateJson.Write(template)));
        return (spec.ServingContainer ?? TemplateJson.FirstContainer(canonical)) is { } container
            ? new RevisionInputs
            {
                PackageDigest = digest,
                Version = version,
                Template = canonical,
                Ports = spec.Ports ?? [],
                Delivery = spec.Delivery ?? DeliveryMode.Env,
                ServingContainer = container,
            }
            : null;
    }
}
