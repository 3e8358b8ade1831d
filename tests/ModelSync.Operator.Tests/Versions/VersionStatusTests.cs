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

    private static readonly Dictionary<string, ModelVersionStatus> Changed = new(StringComparer.Ordinal)
    {
        [nameof(Full.ObservedGeneration)] = Full with { ObservedGeneration = 2 },
        [nameof(Full.Phase)] = Full with { Phase = ModelVersionPhase.Failed },
        [nameof(Full.PackageDigest)] = Full with { PackageDigest = "q" },
        [nameof(Full.SpecDigest)] = Full with { SpecDigest = "t" },
        [nameof(Full.Components)] = Full with { Components = [Sample.Pin with { Size = 8 }] },
        [nameof(Full.ServedBy)] = Full with { ServedBy = [Sample.Use("other")] },
        [nameof(Full.ServedByCount)] = Full with { ServedByCount = 2 },
        [nameof(Full.Policy)] = Full with { Policy = [] },
        [nameof(Full.Conditions)] = Full with { Conditions = [new Condition { Type = "Ready", Status = "True", Message = "m" }] },
    };

    private static IEnumerable<string> Members =>
        typeof(ModelVersionStatus).GetProperties().Where(property => property.CanWrite).Select(property => property.Name);

    [TestCaseSource(nameof(Members))]
    public void Every_member_of_a_status_counts_when_statuses_are_compared(string member) =>
        Assert.That(VersionStatusComparer.AreEqual(Full, Changed[member]), Is.False);

    [Test]
    public void Statuses_that_say_the_same_are_equal()
    {
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
