using System.Reflection;
using ModelSync.Api.Conditions;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Policies;

public sealed class PolicyReasonTests
{
    // Whoever alerts on a condition reads its reasons there.
    [Test]
    public void Every_objection_of_a_policy_is_a_reason_of_conditions()
    {
        var reasons = typeof(ConditionReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null));
        Assert.That(Enum.GetNames<PolicyReason>().Where(name => name != nameof(PolicyReason.PolicySatisfied)), Is.SubsetOf(reasons));
    }
}
