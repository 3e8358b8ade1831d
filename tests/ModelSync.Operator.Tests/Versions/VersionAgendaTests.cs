using ModelSync.Api.Versions;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>When registries are asked, and that a restart asks them nothing that was not due anyway.</summary>
public sealed class VersionAgendaTests
{
    private static readonly ModelVersion Failed =
        Sample.After(Sample.Snapshot() with { Resolution = new Resolution { Failure = new ResolutionFailure("ArtifactNotFound", "a: b") } });

    [Test]
    public void A_new_version_is_tried_at_once() =>
        Assert.That(VersionAgenda.Of(Sample.Version, Since(Sample.Start), Sample.Start).IsAttemptDue, Is.True);

    [Test]
    public void One_that_was_being_resolved_when_the_process_died_is_tried_at_once() =>
        Assert.That(VersionAgenda.Of(Sample.After(Sample.Snapshot()), Since(Sample.Start), Sample.Start).IsAttemptDue, Is.True);

    [Test]
    public void One_that_failed_is_tried_at_the_times_that_follow_from_its_condition_also_after_a_restart()
    {
        var later = Sample.Start.AddHours(3).AddSeconds(17);

        var agenda = VersionAgenda.Of(Failed, Since(later), later);

        Assert.That(agenda.IsAttemptDue, Is.False);
        Assert.That(agenda.Next, Is.EqualTo(SpreadTime.NextRetry(Failed.Metadata.Uid!, Sample.Start, later)));
        Assert.That(VersionAgenda.Of(Failed, Since(later), agenda.Next!.Value).IsAttemptDue, Is.True);
        Assert.That(VersionAgenda.Of(Failed, Since(agenda.Next.Value), agenda.Next.Value).IsAttemptDue, Is.False, "each time is used once");
    }

    [Test]
    public void A_changed_spec_is_tried_at_once() =>
        Assert.That(VersionAgenda.Of(Failed.With(spec => spec with { Description = "once more" }), Since(Sample.Start), Sample.Start).IsAttemptDue, Is.True);

    [Test]
    public void A_registry_that_asked_to_be_left_alone_is()
    {
        var memory = Since(Sample.Start);
        memory.NotBefore = Sample.Start.AddMinutes(30);

        var agenda = VersionAgenda.Of(Failed, memory, Sample.Start.AddMinutes(20));

        Assert.That((agenda.IsAttemptDue, agenda.Next), Is.EqualTo((false, (DateTimeOffset?)memory.NotBefore)));
    }

    [Test]
    public void Tags_are_looked_at_about_once_an_hour_and_not_because_of_a_restart()
    {
        var version = Sample.Pinned();
        var agenda = VersionAgenda.Of(version, Since(Sample.Start), Sample.Start);
        Assert.That(agenda.IsLookDue || agenda.IsAttemptDue, Is.False);

        var due = VersionAgenda.Of(version, Since(Sample.Start), agenda.Next!.Value);
        Assert.That(due.IsLookDue, Is.True);
        Assert.That(due.Next - agenda.Next, Is.InRange(TimeSpan.FromMinutes(53), TimeSpan.FromMinutes(67)));
    }

    [TestCase(Lifecycle.Retired)]
    [TestCase(Lifecycle.Quarantined)]
    public void Nobody_looks_at_the_tags_of_what_is_out_of_use(Lifecycle lifecycle) =>
        Assert.That(VersionAgenda.Of(Sample.Pinned().With(lifecycle), Since(Sample.Start), Sample.Start), Is.EqualTo(default(VersionAgenda)));

    [Test]
    public void What_is_remembered_of_versions_that_are_gone_is_forgotten()
    {
        var memory = new VersionMemory();
        for (var i = 0; i < 5000; i++)
        {
            memory.Of($"gone-{i}", Sample.Start);
            memory.Sweep(static () => ["there"]);
        }

        Assert.That(memory.Count, Is.LessThanOrEqualTo(1024));
    }

    private static VersionMemory.Entry Since(DateTimeOffset time) => new() { LastAttempt = time, LastLook = time };
}
