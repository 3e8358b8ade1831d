using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Revisions;

public sealed class RevisionIdentityTests
{
    // A name that changes with a release would roll every model in every cluster: these may never change.
    [TestCase(0, "gqx9lt6qc7")]
    [TestCase(1, "9vcp4t8l6l")]
    [TestCase(2, "pklnfkf259")]
    public void Of_KnownInputs_IsTheSameForEver(int collisions, string revision) =>
        Assert.That(RevisionIdentity.Of(Samples.Inputs, collisions), Is.EqualTo(revision));

    [Test]
    public void Of_SmallestInputs_IsTheSameForEver()
    {
        var inputs = new RevisionInputs
        {
            PackageDigest = Samples.Digest,
            Version = "1.0.0",
            Template = RawJson.From("{}"),
            Ports = [],
            Delivery = DeliveryMode.ImageVolume,
            ServingContainer = "server",
        };

        Assert.That(RevisionIdentity.Of(inputs), Is.EqualTo("8qzqdx9mz6"));
    }

    [Test]
    public void Of_TemplateWrittenDifferently_IsTheSame()
    {
        var one = Samples.Inputs with { Template = RawJson.From("""{"spec":{"a":1,"b":[{"x":null,"y":"z"}]}}""") };
        var other = Samples.Inputs with { Template = RawJson.From("""{ "spec" : { "b":[{"y":"\u007a"}], "a":1.0 } }""") };

        Assert.That(RevisionIdentity.Of(one), Is.EqualTo(RevisionIdentity.Of(other)));
        Assert.That(RevisionIdentity.AreSame(one, other), Is.True);
    }

    [Test]
    public void Of_AnyInputChanged_IsAnother()
    {
        RevisionInputs[] all =
        [
            Samples.Inputs,
            Samples.Inputs with { PackageDigest = "sha256:00" },
            Samples.Inputs with { Version = "2.3.2" },
            Samples.Inputs with { Template = RawJson.From("{}") },
            Samples.Inputs with { Delivery = DeliveryMode.ImageVolume },
            Samples.Inputs with { ServingContainer = "proxy" },
            Samples.Inputs with { Ports = [] },
            Samples.Inputs with { Ports = [.. Samples.Ports.Reverse()] },
            Samples.Inputs with { Ports = [Samples.Ports[0] with { TargetPort = (IntOrString)8080 }, Samples.Ports[1]] },
            Samples.Inputs with { Ports = [Samples.Ports[0] with { TargetPort = (IntOrString)"8080" }, Samples.Ports[1]] },
            Samples.Inputs with { Ports = [Samples.Ports[0] with { AppProtocol = "x" }, Samples.Ports[1]] },
        ];

        Assert.That(all.Select(static inputs => RevisionIdentity.Of(inputs)).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(all.Length));
    }

    [TestCase("bcdfghjklm", true)]
    [TestCase("bcdfghjkl", false)]
    [TestCase("bcdfghjklmn", false)]
    [TestCase("bcdfghjkla", false)]
    public void IsRevision_Text_HasTheLengthAndTheLetters(string text, bool expected) => Assert.That(RevisionIdentity.IsRevision(text), Is.EqualTo(expected));

    [Test]
    public void Find_SameInputsOnRecord_GivesTheirName()
    {
        var record = Samples.RecordOf(Samples.Inputs);
        var again = Samples.Inputs with { Ports = [.. Samples.Ports] };

        Assert.That(RevisionIdentity.Find(again, [record]), Is.EqualTo((record.Revision, 0)));
    }

    [Test]
    public void Find_OtherInputsUnderTheSameName_CountsACollision()
    {
        var other = Samples.RecordOf(Samples.Inputs with { Version = "9.9.9" }) with { Revision = RevisionIdentity.Of(Samples.Inputs) };
        var found = RevisionIdentity.Find(Samples.Inputs, [other]);

        Assert.That(found, Is.EqualTo((RevisionIdentity.Of(Samples.Inputs, 1), 1)));
        Assert.That(RevisionIdentity.Find(Samples.Inputs, [other, Samples.Record with { Revision = found.Revision, Collisions = 1 }]), Is.EqualTo(found));
    }

    [TestCase("fraud-bcdfghjklm", "fraud", "bcdfghjklm")]
    [TestCase("fraud-v2-bcdfghjklm", "fraud-v2", "bcdfghjklm")]
    public void An_object_of_a_revision_is_known_by_its_name(string service, string rollout, string revision) =>
        Assert.That(RevisionIdentity.OfObject(service), Is.EqualTo((rollout, revision)));

    [TestCase("fraud")]
    [TestCase("fraud-bcdfghjkl")]
    [TestCase("fraud-aeiouaeiou")]
    [TestCase("-bcdfghjklm")]
    [TestCase(null)]
    public void Other_names_are_no_revisions(string? service) => Assert.That(RevisionIdentity.OfObject(service), Is.Null);

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Names_are_ten_safe_characters_without_words() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), static text =>
    {
        var revision = RevisionIdentity.Of(Samples.Inputs with { Version = text.Get.Replace('\ud800', 'x') is var version && IsWhole(version) ? version : "1" });
        return RevisionIdentity.IsRevision(revision) && !revision.AsSpan().ContainsAny(Avoided);
    });

    private static readonly SearchValues<char> Avoided = SearchValues.Create("aeiou013");

    private static bool IsWhole(string text) => !text.Any(char.IsSurrogate);
}
