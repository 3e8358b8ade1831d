using System.Text;
using System.Text.Json;
using ModelSync.Api.Policies;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

public sealed class VersionStatusTests
{
    private static readonly ModelVersionStatus Full = new()
    {
        ObservedGeneration = 1,
        Phase = ModelVersionPhase.Ready,
        PackageDigest = "p",
        SpecDigest = "s",
        Components = [Sample.Pin],
        ServedBy = [Sample.Use()],
        ServedByCount = 1,
        Policy = [new PolicyReport { Policy = "p", Rule = "r" }],
        Conditions = [new Condition { Type = "Ready", Status = "True" }],
    };

    private static IEnumerable<ModelVersionStatus> Changes =>
    [
        Full with { ObservedGeneration = 2 },
        Full with { Phase = ModelVersionPhase.Failed },
        Full with { PackageDigest = "q" },
        Full with { SpecDigest = "t" },
        Full with { Components = [Sample.Pin with { Size = 8 }] },
        Full with { ServedBy = [Sample.Use("other")] },
        Full with { ServedByCount = 2 },
        Full with { Policy = [] },
        Full with { Conditions = [new Condition { Type = "Ready", Status = "True", Message = "m" }] },
    ];

    [TestCaseSource(nameof(Changes))]
    public void Every_member_of_a_status_counts_when_statuses_are_compared(ModelVersionStatus changed) =>
        Assert.That(VersionStatusComparer.AreEqual(Full, changed), Is.False);

    [Test]
    public void All_members_are_tried_and_equal_ones_are_equal()
    {
        Assert.That(Changes.Count(), Is.EqualTo(typeof(ModelVersionStatus).GetProperties().Count(property => property.CanWrite)));
        Assert.That(VersionStatusComparer.AreEqual(Full, Full with { Components = [Sample.Pin with { }], Conditions = [.. Full.Conditions!] }), Is.True);
        Assert.That(VersionStatusComparer.AreEqual(Full with { Policy = null }, Full with { Policy = [] }), Is.True);
    }

    [Test]
    public void A_patch_takes_away_what_is_there_no_more_and_fails_when_somebody_else_wrote()
    {
        var version = Sample.Version with { Status = Full };

        var patch = VersionStatusWriter.PatchOf(version, Full with { ServedBy = null, PackageDigest = null });

        using var body = JsonDocument.Parse(Encoding.UTF8.GetString(patch.Body.Span));
        Assert.That(body.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString(), Is.EqualTo("7"));
        Assert.That(body.RootElement.GetProperty("metadata").GetProperty("uid").GetString(), Is.EqualTo(version.Metadata.Uid));
        var status = body.RootElement.GetProperty("status");
        Assert.That(status.GetProperty("servedBy").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(status.GetProperty("packageDigest").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(status.GetProperty("specDigest").GetString(), Is.EqualTo("s"));
    }
}
