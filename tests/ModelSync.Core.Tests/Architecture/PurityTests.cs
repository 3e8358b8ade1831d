using System.Diagnostics.CodeAnalysis;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Architecture;

public sealed class PurityTests
{
    private static readonly AllowList Allowed = AllowList.Read();

    [Test]
    public void The_core_names_no_clock_task_random_logger_or_IO() =>
        Assert.That(Allowed.Violations(typeof(RolloutPlanner).Assembly.Location), Is.Empty, "Architecture/allowed-references.txt says what the core may use, and why");

    [Test]
    public void The_API_names_no_clock_task_random_logger_or_IO() =>
        Assert.That(Allowed.Violations(typeof(ModelRollout).Assembly.Location), Is.Empty, "Architecture/allowed-references.txt says what the API may use, and why");

    [TestCase("System.DateTimeOffset.get_UtcNow")]
    [TestCase("System.Guid.NewGuid")]
    [TestCase("System.Environment.get_MachineName")]
    [TestCase("System.IO.File")]
    [TestCase("System.Threading.Tasks.Task")]
    [TestCase("System.TimeProvider")]
    [TestCase("System.Net.Http.HttpClient")]
    public void What_this_test_assembly_does_on_purpose_is_found(string forbidden)
    {
        var found = Allowed.Violations(typeof(PurityTests).Assembly.Location);

        Assert.That(found.Any(one => one == forbidden || forbidden.StartsWith(one + ".", StringComparison.Ordinal)), Is.True, forbidden);
    }

    /// <summary>Does all that the core may not.</summary>
    [SuppressMessage("Performance", "CA1823", Justification = "Only its references count.")]
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The sample that the test has to find.")]
    private static class Impure
    {
        public static object[] All() =>
        [
            DateTimeOffset.UtcNow, Guid.NewGuid(), Environment.MachineName, File.Exists("x"), Task.CompletedTask, TimeProvider.System, typeof(HttpClient),
        ];
    }
}
