using ModelSync.Api;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;

namespace ModelSync.Core.Tests.Revisions;

public sealed class RevisionRecordCodecTests
{
    [Test]
    public void Encode_RenderedRecord_IsTheReviewedFile() => GoldenFile.Check("record-format-1.json", RevisionRecordCodec.Encode(Samples.Rendered()));

    [Test]
    public void The_records_of_the_first_release_are_read_whole_and_written_back_the_same()
    {
        var stored = GoldenFile.Read("record-format-1.json");
        Assert.That(RevisionRecordCodec.TryDecode(stored, out var record, out var error), Is.True, error);

        Assert.That(RevisionRecordCodec.Encode(record!), Is.EqualTo(stored));
    }

    // Design 2.2: a new operator version never renders an existing revision again.
    [Test]
    public void The_records_of_the_first_release_cause_no_write_even_if_this_build_renders_something_else()
    {
        RevisionRecordCodec.TryDecode(GoldenFile.Read("record-format-1.json"), out var record, out _);
        var other = record! with { Deployment = RawJson.From("""{"spec":{"template":{"from":"an older release"}}}""") };

        Assert.That(DeploymentIntent.Deployment(other, 3).ToString(), Is.EqualTo("""{"spec":{"replicas":3,"template":{"from":"an older release"}}}"""));
    }

    [Test]
    public void A_round_trip_keeps_everything()
    {
        var record = Samples.Rendered() with { Collisions = 2 };
        Assert.That(RevisionRecordCodec.TryDecode(RevisionRecordCodec.Encode(record), out var read, out _), Is.True);

        Assert.That(RevisionRecordCodec.Encode(read!), Is.EqualTo(RevisionRecordCodec.Encode(record)));
        Assert.That(read!.Collisions, Is.EqualTo(2));
        Assert.That(read.Plan.ProgressDeadline, Is.EqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(read.Plan.Gates[0], Is.EqualTo(record.Plan.Gates[0]));
        Assert.That(RevisionIdentity.AreSame(read.Inputs, record.Inputs), Is.True);
    }

    [TestCase("{}", "has no format")]
    [TestCase("[]", "has no format")]
    [TestCase("{\"format\":2}", "has format 2, and this build reads format 1")]
    [TestCase("{\"format\":1}", "cannot be read")]
    [TestCase("nothing", "cannot be read")]
    public void What_cannot_be_read_whole_is_refused_with_the_reason(string data, string reason)
    {
        Assert.That(RevisionRecordCodec.TryDecode(RawJson.From(data), out var record, out var error), Is.False);
        Assert.That(record, Is.Null);
        Assert.That(error, Does.Contain(reason));
    }

    [Test]
    public void A_field_that_this_build_does_not_know_is_refused_and_named()
    {
        var data = GoldenFile.Read("record-format-1.json").ToString().Replace("\"onFailure\"", "\"onSuccess\":\"Dance\",\"onFailure\"", StringComparison.Ordinal);

        Assert.That(RevisionRecordCodec.TryDecode(RawJson.From(data), out _, out var error), Is.False);
        Assert.That(error, Does.Contain("onSuccess"));
    }
}
