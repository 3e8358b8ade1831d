using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts.Planning;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Rollouts.Planning;

public sealed class RolloutSettingsTests
{
    [TestCase("25%", 2)]
    [TestCase("30%", 3)]
    [TestCase("1%", 1)]
    [TestCase("0%", 0)]
    [TestCase("100%", 8)]
    [TestCase("250%", 8)]
    [TestCase("%", 1)]
    [TestCase("-10%", 1)]
    [TestCase("some", 1)]
    public void MaxUnavailable_in_percent_is_of_the_replicas_and_rounded_up(string declared, int pods) => Assert.That(Of(declared), Is.EqualTo(pods));

    [TestCase(3, 3)]
    [TestCase(0, 0)]
    [TestCase(-1, 0)]
    public void MaxUnavailable_as_a_number_is_that_number(int declared, int pods) => Assert.That(Of(declared), Is.EqualTo(pods));

    [Test]
    public void MaxUnavailable_is_1_where_nothing_is_said() =>
        Assert.That(new[] { new ModelRolloutSpec().MaxUnavailable(8), new ModelRolloutSpec { DisruptionBudget = new DisruptionBudget() }.MaxUnavailable(8) }, Is.All.EqualTo(1));

    private static int Of(IntOrString declared) => new ModelRolloutSpec { DisruptionBudget = new DisruptionBudget { MaxUnavailable = declared } }.MaxUnavailable(8);
}
