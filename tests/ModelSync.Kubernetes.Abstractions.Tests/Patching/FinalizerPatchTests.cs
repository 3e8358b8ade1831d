using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Abstractions.Tests.Oracles;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Kubernetes.Abstractions.Tests.Patching;

public sealed class FinalizerPatchTests
{
    private const string Own = "example.com/own";

    private static readonly Gen<string[]?> Finalizers = Gen.OneOf(
        Gen.Constant<string[]?>(null),
        Gen.Elements(Own, "a.io/x", "b.io/y", "example.com/own2").ListOf().Select(string[]? (list) => [.. list]));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Remove_takes_away_every_own_finalizer_and_no_other() => Prop.ForAll(Finalizers.ToArbitrary(), finalizers =>
    {
        var metadata = Metadata(finalizers, version: "7");
        var patch = FinalizerPatch.Remove(metadata, Own);
        return finalizers?.Contains(Own) is not true
            ? patch is null
            : FinalizersOf(JsonPatchInterpreter.Apply(patch!.Body, Document(finalizers, version: "7"))!).SequenceEqual(finalizers.Where(name => name != Own));
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Add_appends_the_own_finalizer_once() => Prop.ForAll(Finalizers.ToArbitrary(), finalizers =>
    {
        var metadata = Metadata(finalizers, version: "7");
        var patch = FinalizerPatch.Add(metadata, Own);
        return finalizers?.Contains(Own) is true
            ? patch is null
            : FinalizersOf(JsonPatchInterpreter.Apply(patch!.Body, Document(finalizers, version: "7"))!).SequenceEqual([.. finalizers ?? [], Own]);
    });

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Remove_from_an_object_that_has_changed_fails_or_leaves_the_others_alone() => Prop.ForAll(Finalizers.ToArbitrary(), Finalizers.ToArbitrary(), (read, present) =>
    {
        if (FinalizerPatch.Remove(Metadata(read, version: "7"), Own) is not { } patch)
        {
            return true;
        }

        return JsonPatchInterpreter.Apply(patch.Body, Document(present, version: "8")) is not { } changed
            || FinalizersOf(changed).Where(name => name != Own).SequenceEqual(present!.Where(name => name != Own));
    });

    [FsCheck.NUnit.Property]
    public Property Add_to_an_object_that_has_changed_fails() => Prop.ForAll(Finalizers.ToArbitrary(), Finalizers.ToArbitrary(), (read, present) =>
        FinalizerPatch.Add(Metadata(read, version: "7"), Own) is not { } patch || JsonPatchInterpreter.Apply(patch.Body, Document(present, version: "8")) is null);

    [Test]
    public void Remove_WhereAnotherFinalizerWasTakenMeanwhile_Fails()
    {
        var patch = FinalizerPatch.Remove(Metadata(["a.io/x", Own], version: "7"), Own)!;

        Assert.That(JsonPatchInterpreter.Apply(patch.Body, Document([Own], version: "8")), Is.Null);
    }

    // Its cleanup was done for the object that was read; the new one of the same name has had none.
    [Test]
    public void Remove_WhereTheObjectWasCreatedAnew_Fails()
    {
        var patch = FinalizerPatch.Remove(Metadata([Own], version: "7"), Own)!;

        Assert.That(JsonPatchInterpreter.Apply(patch.Body, Document([Own], version: "7")), Is.Not.Null);
        Assert.That(JsonPatchInterpreter.Apply(patch.Body, Document([Own], version: "9", uid: "another")), Is.Null);
    }

    [Test]
    public void Remove_TestsEachPlaceBeforeItTakesIt()
    {
        var patch = FinalizerPatch.Remove(Metadata([Own, "a.io/x", Own], version: "7"), Own)!;

        Assert.That(patch.MediaType, Is.EqualTo("application/json-patch+json"));
        Assert.That(Canonical.Of(patch.Body), Is.EqualTo(Canonical.Of(
            $$"""
            [{"op":"test","path":"/metadata/uid","value":"u"},
             {"op":"test","path":"/metadata/finalizers/2","value":"{{Own}}"},{"op":"remove","path":"/metadata/finalizers/2"},
             {"op":"test","path":"/metadata/finalizers/0","value":"{{Own}}"},{"op":"remove","path":"/metadata/finalizers/0"}]
            """)));
    }

    [Test]
    public void Remove_WithoutUid_StillTestsThePlace()
    {
        var patch = FinalizerPatch.Remove(new ObjectMeta { Name = "a", Finalizers = [Own] }, Own)!;

        Assert.That(JsonPatchInterpreter.Apply(patch.Body, Document([Own], version: "7")), Is.Not.Null);
        Assert.That(JsonPatchInterpreter.Apply(patch.Body, Document(["a.io/x"], version: "7")), Is.Null);
    }

    [Test]
    public void Add_WithoutResourceVersion_IsRefused() => Assert.That(
        () => FinalizerPatch.Add(new ObjectMeta { Name = "a", Namespace = "prod" }, Own),
        Throws.ArgumentException.With.Message.Contains("prod/a has no resourceVersion: read the object"));

    [TestCase("")]
    [TestCase(null)]
    public void An_empty_finalizer_is_refused(string? finalizer)
    {
        Assert.That(() => FinalizerPatch.Add(Metadata(null, "7"), finalizer!), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => FinalizerPatch.Remove(Metadata(null, "7"), finalizer!), Throws.InstanceOf<ArgumentException>());
    }

    private static ObjectMeta Metadata(string[]? finalizers, string version) => new() { Name = "a", Uid = "u", ResourceVersion = version, Finalizers = finalizers };

    private static string Document(string[]? finalizers, string version, string uid = "u")
    {
        var list = finalizers is null ? string.Empty : $",\"finalizers\":{JsonSerializer.Serialize(finalizers)}";
        return $"{{\"metadata\":{{\"name\":\"a\",\"uid\":\"{uid}\",\"resourceVersion\":\"{version}\"{list}}}}}";
    }

    private static IEnumerable<string> FinalizersOf(JsonNode document) => document["metadata"]!["finalizers"]!.AsArray().Select(name => (string)name!);
}
