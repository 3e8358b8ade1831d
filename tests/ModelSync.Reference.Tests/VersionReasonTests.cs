using ModelSync.Api.Policies;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;
using ModelSync.Operator.Tests.Versions;
using ModelSync.Operator.Versions;
using ModelSync.Reference.Reasons;
using ModelSync.Registries;

namespace ModelSync.Reference.Tests;

/// <summary>The reference of versions has exactly the conditions that the planner gives, whatever the state of a version is.</summary>
public sealed class VersionReasonTests
{
    private static readonly string[] Failures =
        [.. Enum.GetNames<RegistryProblem>().Except([nameof(RegistryProblem.RegistryBusy)]), ResolutionFailure.PullSecretUnavailable, VersionReasons.UnsupportedSource];

    [Test]
    public void The_reference_has_every_reason_at_every_place_where_it_can_stand_and_no_other()
    {
        var said = Snapshots().SelectMany(static snapshot => VersionPlanner.Decide(snapshot).Status.Conditions!)
            .Select(static condition => $"{condition.Type} {condition.Status} {condition.Reason}").ToHashSet();

        Assert.That(VersionChapter.Write().Uses.SelectMany(static use => use.Places.Select(place => $"{place} {use.Reason}")), Is.EquivalentTo(said));
    }

    private static IEnumerable<VersionSnapshot> Snapshots() =>
        from version in Versions()
        from lifecycle in Enum.GetValues<Lifecycle>()
        from uses in new VersionUse[][] { [], [Sample.Use()] }
        from errors in Errors()
        from resolution in Resolutions()
        from policies in Policies()
        from upstream in new IReadOnlyList<UpstreamFinding>?[] { null, [new UpstreamFinding("weights", Sample.OtherDigest)] }
        select Sample.Snapshot(version with { Spec = version.Spec! with { Lifecycle = lifecycle } }) with
        {
            Uses = uses,
            Errors = errors,
            Resolution = resolution,
            Policies = policies,
            Upstream = upstream,
        };

    private static IEnumerable<ModelVersion> Versions() =>
    [
        Sample.Version,
        Sample.Version.With(static spec => spec with { Components = [Sample.Weights with { Uri = "https://models.example/fraud.tar", Digest = Sample.Digest }] }),
        Sample.Pinned(),
        Sample.Pinned().With(static spec => spec with { Model = "other" }),
    ];

    private static IEnumerable<IReadOnlyList<FieldError>> Errors() =>
    [
        [],
        [new FieldError("spec.version", "", "is required: add the field")],
        [new FieldError("spec.versoin", "", "is an unknown field: write version")],
    ];

    private static IEnumerable<Resolution?> Resolutions() =>
        [null, Sample.Resolved, .. Failures.Select(static reason => new Resolution { Failure = new ResolutionFailure(reason, "x is wrong: mend x") })];

    private static IEnumerable<IReadOnlyList<PolicySource>> Policies() =>
    [
        [],
        [Sample.Policy(Sample.OnlyFrom("oci://elsewhere.example/"))],
        [Sample.Policy(Sample.OnlyFrom("oci://elsewhere.example/"), PolicyEnforcement.Warn)],
        [Sample.Policy(new PolicyRule { Name = "no", Deny = new DenyRule { Versions = ["1.0.0"] } })],
        [PolicySource.Unknown(nameof(ModelPolicy), "policies are not known yet: wait")],
    ];
}
