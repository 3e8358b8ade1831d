using ModelSync.Api.Versions;

namespace ModelSync.Operator.Versions;

/// <summary>Compares statuses by content; a list that is missing says the same as an empty one.</summary>
internal static class VersionStatusComparer
{
    /// <summary>
    /// Whether both say the same. Records compare all their members, but lists only by reference: so those are taken out and compared by their elements, and
    /// a member that is added later cannot be forgotten.
    /// </summary>
    public static bool AreEqual(ModelVersionStatus left, ModelVersionStatus right) =>
        WithoutLists(left) == WithoutLists(right)
        && AreEqual(left.Components, right.Components)
        && AreEqual(left.ServedBy, right.ServedBy)
        && AreEqual(left.Policy, right.Policy)
        && AreEqual(left.Conditions, right.Conditions);

    private static ModelVersionStatus WithoutLists(ModelVersionStatus status) =>
        status with { Components = null, ServedBy = null, Policy = null, Conditions = null };

    private static bool AreEqual<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right)
        where T : class => ReferenceEquals(left, right) || (left ?? []).SequenceEqual(right ?? []);
}
