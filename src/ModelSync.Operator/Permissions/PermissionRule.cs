namespace ModelSync.Operator.Permissions;

/// <summary>What the operator may do with some resources of a group.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resources">The resources, with their subresources.</param>
/// <param name="Verbs">The verbs.</param>
/// <param name="Why">What it is for, for whoever reviews it.</param>
internal sealed record PermissionRule(string Group, IReadOnlyList<string> Resources, IReadOnlyList<string> Verbs, string Why);
