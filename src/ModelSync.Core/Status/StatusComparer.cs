using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>Compares statuses by content, without writing them as JSON: decisions are made many thousand times a second.</summary>
public static class StatusComparer
{
    /// <summary>Whether both say the same; a list that is missing says the same as an empty one.</summary>
    /// <remarks>
    /// Records compare all their members, but lists only by reference. So lists are taken out and compared by their elements: a member that is added
    /// later cannot be forgotten, and a test changes each one.
    /// </remarks>
    public static bool AreEqual(ModelRolloutStatus left, ModelRolloutStatus right) =>
        ReferenceEquals(left, right)
        || (WithoutLists(left) == WithoutLists(right)
            && AreEqual(left.Weights, right.Weights)
            && AreEqual(left.Gates, right.Gates)
            && AreEqual(left.History, right.History)
            && AreEqual(left.Conditions, right.Conditions)
            && AreEqual(left.Clusters, right.Clusters, AreEqual));

    private static bool AreEqual(ClusterRolloutStatus left, ClusterRolloutStatus right) =>
        ReferenceEquals(left, right)
        || (WithoutLists(left) == WithoutLists(right)
            && AreEqual(left.Weights, right.Weights)
            && AreEqual(left.Accepted, right.Accepted)
            && AreEqual(left.Retiring, right.Retiring));

    private static ClusterRolloutStatus WithoutLists(ClusterRolloutStatus status) => status with { Weights = null, Accepted = null, Retiring = null };

    private static ModelRolloutStatus WithoutLists(ModelRolloutStatus status) =>
        status with { Weights = null, Gates = null, History = null, Conditions = null, Clusters = null };

    private static bool AreEqual<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right)
        where T : class => AreEqual(left, right, static (one, other) => one.Equals(other));

    private static bool AreEqual<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right, Func<T, T, bool> areEqual)
        where T : class
    {
        var count = left?.Count ?? 0;
        if (ReferenceEquals(left, right) || count != (right?.Count ?? 0))
        {
            return count == (right?.Count ?? 0);
        }

        for (var i = 0; i < count; i++)
        {
            if (!areEqual(left![i], right![i]))
            {
                return false;
            }
        }

        return true;
    }
}
