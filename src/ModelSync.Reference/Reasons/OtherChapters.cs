using ModelSync.Api.Conditions;
using ModelSync.Operator.Policies;
using ModelSync.Operator.Statuses;

namespace ModelSync.Reference.Reasons;

/// <summary>The reasons of gates, policies, approvals and clusters.</summary>
internal static class OtherChapters
{
    private static readonly string[] Stuck = ["Ready False", "Stalled True"];

    public static IEnumerable<ReasonChapter> All() =>
    [
        new ReasonChapter
        {
            Title = "ModelGate and ClusterModelGate",
            Words = "Ready says whether the check can be run, and Stalled is there while only a person can mend it. What a gate says of a rollout is in the rollout's `status.gates`.",
            Sources = [typeof(DeclaredKinds), typeof(ConditionReasons)],
            Groups = [new("", "", [new(DeclaredKinds.Valid, "Ready True"), new(ConditionReasons.InvalidSpec, Stuck)])],
        },
        new ReasonChapter
        {
            Title = "ModelPolicy and ClusterModelPolicy",
            Words = "Ready says whether every rule is evaluated, not whether they hold; Stalled is there while only a person can mend the policy.",
            Sources = [typeof(PolicyVerdicts), typeof(ConditionReasons)],
            Groups =
            [
                new("", "",
                [
                    new(PolicyVerdicts.Satisfied, "Ready True"),
                    new(PolicyVerdicts.ViolationsFound, "Ready True"),
                    new(ConditionReasons.InvalidSpec, Stuck),
                    new(ConditionReasons.UnsupportedField, Stuck),
                ]),
            ],
        },
        new ReasonChapter
        {
            Title = "ModelApproval and ModelCluster",
            Words = "This build keeps them and does not act on them.",
            Sources = [typeof(DeclaredKinds), typeof(ConditionReasons)],
            Groups = [new("", "", [new(DeclaredKinds.NotImplemented, Stuck)])],
        },
    ];
}
